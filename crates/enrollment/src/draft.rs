//! What a person has typed so far, and its way to an [`Enrollment`].

mod field;
mod people;
mod problem;

use alloc::{string::String, vec::Vec};

pub use field::{Field, PersonField};
pub use problem::{Problem, Reason};

use crate::{
    domain::{
        CompanyId, Consent, Email, Iban, IdentifierType, Language, PostalAddress, VatNumber,
        address::{AddressPart, AddressParts},
        company_id::CompanyIdError,
        text,
    },
    enrollment::{DirectorDetails, Enrollment, Repayment},
    sensitive::Sensitive,
    time::Date,
};

/// The form's values as typed. Nothing leaves it but by being typed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    values: Vec<(Field, Sensitive<String>)>,
    /// Whether the owner is somebody else than the first director, where that was said; else the owner's values tell.
    owner_apart: Option<bool>,
}

/// What the rules of parsing depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The day on which ages count.
    pub today: Date,
    /// The least age of a director, in years.
    pub minimum_age: u8,
    /// How the loan is repaid.
    pub repayment: Repayment,
    /// Whether a director's values are needed of every company.
    pub director_details: DirectorDetails,
    /// The borrower's language.
    pub language: Language,
    /// Whether the lender answers only when the credit line is there.
    pub wait_for_ready: bool,
}

impl Draft {
    /// The text of a field, empty when nothing was typed.
    #[must_use]
    pub fn value(&self, field: Field) -> &str {
        self.values
            .iter()
            .find(|(known, _)| *known == field)
            .map_or("", |(_, value)| value.reveal())
    }

    /// Takes the text of a field as it stands now.
    pub fn set(&mut self, field: Field, value: String) {
        let value = Sensitive::new(value);
        match self.values.iter_mut().find(|(known, _)| *known == field) {
            Some((_, slot)) => *slot = value,
            None => self.values.push((field, value)),
        }
    }

    /// Sets a field and says whether that changed it.
    pub(crate) fn fill(&mut self, field: Field, text: &str) -> bool {
        let changes = self.value(field) != text;
        if changes {
            self.set(field, text.into());
        }
        changes
    }

    /// Forgets a director; those after it move up.
    pub(crate) fn remove_director(&mut self, index: u8) {
        self.values.retain_mut(|(field, _)| {
            let left = field.without_director(index);
            *field = left.unwrap_or(*field);
            left.is_some()
        });
    }

    /// What is worth a second look in values that can be sent as they are, in the order of the form.
    pub(crate) fn doubts(&self) -> Vec<Problem> {
        let is_doubtful = |(field, value): &&(Field, Sensitive<String>)| match field {
            Field::Owner(_) if !self.has_owner() => false,
            Field::Director(_, PersonField::Email) | Field::Owner(PersonField::Email) => {
                let email: Result<Email, _> = value.reveal().parse();
                email.is_ok_and(|email| email.suggestion().is_some())
            }
            Field::AccountNumber => {
                Iban::parse(value.reveal()).is_ok_and(|iban| !iban.national_check_holds())
            }
            _ => false,
        };
        let mut doubts = Vec::new();
        for (field, _) in self.values.iter().filter(is_doubtful) {
            let doubt = Problem::new(*field, Reason::Doubtful);
            let place = doubts.partition_point(|other: &Problem| other.field < *field);
            doubts.insert(place, doubt);
        }
        doubts
    }

    /// The enrollment that the values make.
    ///
    /// # Errors
    /// Every problem at once, in the order of the form.
    pub fn parse(
        &self,
        rules: &Rules,
        consent: Option<&Consent>,
    ) -> Result<Enrollment, Vec<Problem>> {
        let mut problems = Vec::new();
        let company = keep(&mut problems, self.company());
        let company_name = self.optional(Field::CompanyName, |text| {
            text.parse()
                .map_err(|error| Problem::new(Field::CompanyName, Reason::Name(error)))
        });
        let company_name = keep(&mut problems, company_name);
        let legal_form = self.optional(Field::LegalForm, |text| {
            text.parse()
                .map_err(|error| Problem::new(Field::LegalForm, Reason::Name(error)))
        });
        let legal_form = keep(&mut problems, legal_form);
        let vat_number = self.optional(Field::VatNumber, |text| {
            VatNumber::parse(text, None)
                .map_err(|error| Problem::new(Field::VatNumber, Reason::Vat(error)))
        });
        let vat_number = keep(&mut problems, vat_number);
        let address = self.address(&mut problems);
        let directors = self.directors(rules, &mut problems);
        let owner = self.owner(rules, &mut problems);
        let account = keep(&mut problems, self.account(rules.repayment));
        let needs_notice = rules.repayment == Repayment::DirectDebit;
        let consent = keep(&mut problems, accepted(consent, needs_notice));
        match (company, account, consent) {
            (Some(company), Some(account), Some(consent)) if problems.is_empty() => {
                Ok(Enrollment {
                    company,
                    company_name: company_name.flatten(),
                    legal_form: legal_form.flatten(),
                    vat_number: vat_number.flatten(),
                    address,
                    account,
                    directors,
                    owner,
                    consent: consent.clone(),
                    language: rules.language,
                    wait_for_ready: rules.wait_for_ready,
                })
            }
            _ => Err(problems),
        }
    }

    /// The company's number as the lender takes it, once one is typed whole.
    pub(crate) fn company_number(&self) -> Option<String> {
        let company = self.company().ok()?;
        Some(company.as_str().into())
    }

    /// Whether a field holds nothing but white space.
    pub(crate) fn is_blank(&self, field: Field) -> bool {
        is_blank(self.value(field))
    }

    fn company(&self) -> Result<CompanyId, Problem> {
        let text = self.value(Field::Identifier);
        let reason = match self.value(Field::IdentifierType).parse::<IdentifierType>() {
            Ok(kind) => match CompanyId::parse(kind, text) {
                Ok(company) => return Ok(company),
                Err(error) => Reason::CompanyId(kind, error),
            },
            Err(()) if is_blank(text) => {
                Reason::CompanyId(IdentifierType::Siren, CompanyIdError::Empty)
            }
            Err(()) => return Err(Problem::new(Field::IdentifierType, Reason::IdentifierType)),
        };
        Err(Problem::new(Field::Identifier, reason))
    }

    /// The company's address: all of it, once any part of it is given.
    fn address(&self, problems: &mut Vec<Problem>) -> Option<PostalAddress> {
        let text = |part| self.value(Field::Address(part));
        if AddressPart::ALL.iter().all(|part| is_blank(text(*part))) {
            return None;
        }
        let parts = AddressParts {
            line_1: text(AddressPart::Line1),
            line_2: text(AddressPart::Line2),
            postal_code: text(AddressPart::PostalCode),
            city: text(AddressPart::City),
            state: text(AddressPart::State),
            country: text(AddressPart::Country),
        };
        let wrong = |(part, error)| Problem::new(Field::Address(part), Reason::Address(error));
        PostalAddress::parse(parts)
            .map_err(|errors| problems.extend(errors.into_iter().map(wrong)))
            .ok()
    }

    fn account(&self, repayment: Repayment) -> Result<Option<Iban>, Problem> {
        let parse = |text: &str| {
            let iban = Iban::parse(text);
            match repayment {
                Repayment::DirectDebit => iban.and_then(Iban::require_sepa),
                Repayment::Transfer => iban,
            }
            .map_err(|error| Problem::new(Field::AccountNumber, Reason::Iban(error)))
        };
        match repayment {
            Repayment::DirectDebit => parse(self.value(Field::AccountNumber)).map(Some),
            Repayment::Transfer => self.optional(Field::AccountNumber, parse),
        }
    }

    /// What `parse` makes of a field that may be left blank.
    fn optional<T>(
        &self,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Result<Option<T>, Problem> {
        let text = self.value(field);
        if is_blank(text) {
            Ok(None)
        } else {
            parse(text).map(Some)
        }
    }
}

/// The consent, when it covers how the loan is repaid.
pub(crate) fn accepted(consent: Option<&Consent>, needs_notice: bool) -> Result<&Consent, Problem> {
    let reason = match consent {
        None => Reason::NotAccepted,
        Some(consent) if needs_notice && !consent.receipt().debit_notice => {
            Reason::NoticeNotAccepted
        }
        Some(consent) => return Ok(consent),
    };
    Err(Problem::new(Field::SignedAt, reason))
}

fn is_blank(text: &str) -> bool {
    text::trim(text).is_empty()
}

fn keep<T>(problems: &mut Vec<Problem>, parsed: Result<T, Problem>) -> Option<T> {
    parsed.map_err(|problem| problems.push(problem)).ok()
}
