use enrollment::flow::Class;

/// A status reason that is harmless and of use to the borrower: about the company alone, and neither about what it owes
/// or is suspected of nor about anybody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// As the lender spells it.
    pub(super) code: &'static str,
    pub(super) class: Class,
}

impl Listed {
    /// The reason, if it is on the list.
    pub(super) fn named(status_reason: &str) -> Option<Self> {
        LIST.into_iter().find(|listed| listed.code == status_reason)
    }
}

/// The reasons whose text a browser may be told. All others say the least: the lender's list grows, and what is new to
/// it may be about fraud, or about other people.
pub(super) const LIST: [Listed; 17] = [
    is("KYB_PENDING_USER_ACTION", Class::NeedsAction),
    is("KYC_PENDING_USER_ACTION", Class::NeedsAction),
    is("NEED_BANKING_INTEGRATION", Class::NeedsAction),
    is("PLEASE_RECONNECT_BANK_ACCOUNTS", Class::NeedsAction),
    is("ACTIVITY_DOCUMENTS_REQUIRED", Class::NeedsDocuments),
    is("BUSINESS_MISSING_INFORMATION", Class::NeedsDocuments),
    is("REQUIRED_FINANCIAL_STATEMENT", Class::NeedsDocuments),
    is("DATA_STILL_REFRESHING", Class::UnderReview),
    is("KYB_PENDING", Class::UnderReview),
    is("KYC_PENDING", Class::UnderReview),
    is("WAITING_FOR_THIRD_PARTY_PROVIDER", Class::UnderReview),
    is("BUSINESS_RADIATED", Class::Closed),
    is("REMOVED_FROM_COMMERCIAL_REGISTER_BORROWER", Class::Closed),
    is("REMOVED_FROM_COMMERCIAL_REGISTER_BUSINESS", Class::Closed),
    // What anybody reads in the register.
    is("BUSINESS_AGE_BELOW_THRESHOLD", Class::NotEligible),
    is("BUSINESS_LEGAL_FORM_NOT_ELIGIBLE", Class::NotEligible),
    is("LEGAL_FORM_NOT_ELIGIBLE_BORROWER", Class::NotEligible),
];

const fn is(code: &'static str, class: Class) -> Listed {
    Listed { code, class }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_lists_exactly_these_reasons() {
        let rows = include_str!("../../../../docs/proxy.md").lines();
        let documented: Vec<(String, String)> = rows
            .filter_map(|row| row.strip_prefix("| `")?.split_once("` | `"))
            .filter(|(class, _)| LIST.iter().any(|listed| listed.class.as_str() == *class))
            .flat_map(|(class, codes)| {
                let codes = codes.split(['`', ' ', '|']).filter(|code| !code.is_empty());
                codes.map(|code| (class.to_owned(), code.to_owned()))
            })
            .collect();
        let listed =
            LIST.map(|Listed { code, class }| (class.as_str().to_owned(), code.to_owned()));
        assert_eq!(documented, listed);
    }
}
