//! Every word that a person reads: one [`Texts`] for each language, and a missing text does not compile.
//!
//! `{name}` in a text is a placeholder that [`fill`] replaces.

mod en;
mod fr;
mod problems;

pub(crate) use problems::{problem, warning};

use enrollment::domain::{IdentifierType, Language};

/// Version of the texts of legal weight. They are drafts until the lender has approved them.
pub(crate) const TEXTS_VERSION: &str = "draft-1";

/// The languages of the widget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Locale {
    En,
    Fr,
}

/// The words of one language.
pub(crate) struct Texts {
    pub(crate) legal: Legal,
    pub(crate) form: Form,
    pub(crate) stages: Stages,
    pub(crate) problems: Problems,
}

/// Texts of legal weight: drafts, marked for the lender's approval.
pub(crate) struct Legal {
    /// Who collects, and from which account; nothing more is said. `{lender}`
    pub(crate) debit_notice: &'static str,
    /// The label of the T&Cs box. `{lender}`
    pub(crate) consent: Linked,
}

/// A sentence with a link in it.
pub(crate) struct Linked {
    pub(crate) before: &'static str,
    pub(crate) link: &'static str,
    pub(crate) after: &'static str,
}

/// The form.
pub(crate) struct Form {
    pub(crate) company: &'static str,
    pub(crate) company_hint: &'static str,
    pub(crate) company_name: &'static str,
    /// `{kind}`
    pub(crate) identifier: &'static str,
    pub(crate) director: &'static str,
    pub(crate) director_hint: &'static str,
    pub(crate) first_name: &'static str,
    pub(crate) last_name: &'static str,
    pub(crate) birth_date: &'static str,
    pub(crate) birth_date_hint: &'static str,
    pub(crate) day: &'static str,
    pub(crate) month: &'static str,
    pub(crate) year: &'static str,
    pub(crate) nationality: &'static str,
    pub(crate) residence: &'static str,
    pub(crate) choose_country: &'static str,
    pub(crate) email: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) vat_number: &'static str,
    /// The company's, part by part.
    pub(crate) address: [&'static str; 6],
    pub(crate) account: &'static str,
    pub(crate) iban: &'static str,
    pub(crate) iban_hint: &'static str,
    pub(crate) agreement: &'static str,
    pub(crate) privacy: Linked,
    pub(crate) new_tab: &'static str,
    pub(crate) submit: &'static str,
}

/// A heading and what is said below it.
pub(crate) struct Message {
    pub(crate) title: &'static str,
    pub(crate) body: &'static str,
}

/// The stages and what can be done in them.
pub(crate) struct Stages {
    pub(crate) submitting: Message,
    pub(crate) reconciling: Message,
    pub(crate) waiting: Message,
    pub(crate) ready_title: &'static str,
    /// `{amount} {lender}`
    pub(crate) ready: &'static str,
    /// `{amount} {order} {lender}`
    pub(crate) ready_below_order: &'static str,
    pub(crate) requesting: Message,
    pub(crate) requested: Message,
    pub(crate) request_failed: Message,
    pub(crate) already_enrolled_title: &'static str,
    /// `{date}`
    pub(crate) already_enrolled_since: &'static str,
    pub(crate) already_enrolled: &'static str,
    pub(crate) action_required: Message,
    pub(crate) declined: Message,
    pub(crate) no_funds: Message,
    pub(crate) stalled: Message,
    pub(crate) failed_network: Message,
    pub(crate) failed_session: Message,
    pub(crate) failed_busy: Message,
    pub(crate) failed: Message,
    pub(crate) not_received: Message,
    pub(crate) more_is_missing: Message,
    pub(crate) request_loan: &'static str,
    pub(crate) request_locked: &'static str,
    pub(crate) retry: &'static str,
    pub(crate) check_again: &'static str,
    pub(crate) support: &'static str,
    pub(crate) kept: &'static str,
}

/// A text for one and one for several; `{n}`.
pub(crate) struct Counted {
    pub(crate) one: &'static str,
    pub(crate) many: &'static str,
}

/// What is wrong with a value and what to do.
pub(crate) struct Problems {
    pub(crate) summary: Counted,
    pub(crate) iban_empty: &'static str,
    pub(crate) iban_unknown_country: &'static str,
    /// `{country}`
    pub(crate) iban_not_in_sepa: &'static str,
    /// `{n} {country} {expected} {actual}`
    pub(crate) iban_short: Counted,
    /// `{n} {country} {expected} {actual}`
    pub(crate) iban_long: Counted,
    /// `{found} {position}`
    pub(crate) iban_needs_digit: &'static str,
    /// `{found} {position}`
    pub(crate) iban_needs_letter: &'static str,
    /// `{found} {position}`
    pub(crate) iban_forbidden: &'static str,
    /// `{problem} {likely}`
    pub(crate) iban_look_alike: &'static str,
    pub(crate) iban_check_digits: &'static str,
    /// `{position} {next}`
    pub(crate) iban_swap: &'static str,
    pub(crate) company_empty: &'static str,
    /// `{kind}`
    pub(crate) company_character: &'static str,
    /// `{kind} {expected} {actual}`
    pub(crate) company_length: &'static str,
    /// `{kind}`
    pub(crate) company_check_digits: &'static str,
    /// `{kind}`
    pub(crate) company_format: &'static str,
    pub(crate) company_court: &'static str,
    pub(crate) vat_empty: &'static str,
    pub(crate) vat_country: &'static str,
    /// `{prefix} {form}`
    pub(crate) vat_format: &'static str,
    pub(crate) company_kind: &'static str,
    pub(crate) first_name_empty: &'static str,
    pub(crate) last_name_empty: &'static str,
    pub(crate) company_name_empty: &'static str,
    pub(crate) nationality_empty: &'static str,
    pub(crate) residence_empty: &'static str,
    pub(crate) email_empty: &'static str,
    /// `{field}`
    pub(crate) name_digits: &'static str,
    /// `{field}`
    pub(crate) text_control: &'static str,
    /// `{field} {n}`
    pub(crate) text_long: &'static str,
    pub(crate) email_no_at: &'static str,
    pub(crate) email_mailbox: &'static str,
    pub(crate) email_domain: &'static str,
    pub(crate) email_one: &'static str,
    pub(crate) email_space: &'static str,
    pub(crate) email_dots: &'static str,
    pub(crate) email_no_dot: &'static str,
    pub(crate) email_ending: &'static str,
    pub(crate) email_long: &'static str,
    pub(crate) birth_empty: &'static str,
    /// `{parts}`
    pub(crate) birth_incomplete: &'static str,
    pub(crate) birth_day: &'static str,
    pub(crate) birth_month: &'static str,
    pub(crate) birth_year: &'static str,
    pub(crate) birth_not_in_calendar: &'static str,
    pub(crate) birth_future: &'static str,
    /// `{n}`
    pub(crate) birth_young: &'static str,
    pub(crate) birth_old: &'static str,
    pub(crate) phone_empty: &'static str,
    pub(crate) phone_country: &'static str,
    pub(crate) phone_character: &'static str,
    pub(crate) phone_short: &'static str,
    pub(crate) phone_long: &'static str,
    pub(crate) language: &'static str,
    /// `{field}`
    pub(crate) field_empty: &'static str,
    pub(crate) iban_national: &'static str,
    /// `{suggestion}`
    pub(crate) email_typo: &'static str,
    pub(crate) not_accepted: &'static str,
    pub(crate) not_a_persons_click: &'static str,
    pub(crate) signed_at_out_of_range: &'static str,
    /// `{field}`
    pub(crate) not_found: &'static str,
    /// `{field}`
    pub(crate) refused: &'static str,
}

impl Locale {
    /// The locale of a BCP 47 tag that begins with one of the widget's languages, else English.
    pub(crate) fn named(tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        [Self::En, Self::Fr]
            .into_iter()
            .find(|locale| locale.code().eq_ignore_ascii_case(language))
            .unwrap_or(Self::En)
    }

    /// The ISO 639-1 code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The language as the lender takes it.
    pub(crate) fn language(self) -> Language {
        self.code().parse().unwrap_or(Language::ENGLISH)
    }

    /// The words.
    pub(crate) const fn texts(self) -> &'static Texts {
        match self {
            Self::En => &en::TEXTS,
            Self::Fr => &fr::TEXTS,
        }
    }
}

impl Counted {
    /// The text for `n`, unfilled.
    pub(crate) const fn pattern(&self, n: usize) -> &'static str {
        if n == 1 { self.one } else { self.many }
    }

    /// The text for `n`, with `{n}` filled in.
    pub(crate) fn of(&self, n: usize) -> String {
        fill(self.pattern(n), &[("n", &n.to_string())])
    }
}

/// The text with its placeholders replaced. A value is never read as a text: braces in it stay.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    for (index, part) in text.split(['{', '}']).enumerate() {
        // Every second part stood between braces.
        let value = values
            .iter()
            .find(|(name, _)| index % 2 == 1 && *name == part);
        filled.push_str(value.map_or(part, |(_, value)| *value));
    }
    filled
}

/// The names with commas between them.
pub(crate) fn listed(names: &[&str]) -> String {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(name);
    }
    list
}

/// What a company number is called; a name of its register's country, the same in every language.
pub(crate) const fn kind_name(kind: IdentifierType) -> &'static str {
    match kind {
        IdentifierType::BelgiumRegistrationNumber => "KBO/BCE",
        IdentifierType::Bsn => "BSN",
        IdentifierType::Cif => "CIF",
        IdentifierType::HrNummer => "HR-Nummer",
        IdentifierType::Kvk => "KvK",
        IdentifierType::Nif => "NIF",
        IdentifierType::Siren => "SIREN",
        IdentifierType::Siret => "SIRET",
        IdentifierType::Steuernummer => "Steuernummer",
        IdentifierType::VatNumber => "VAT",
    }
}
