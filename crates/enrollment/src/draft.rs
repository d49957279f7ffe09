//! What a person has typed so far, and its way to an [`Enrollment`].

mod field;
mod problem;

use alloc::{string::String, vec::Vec};

pub use field::{Field, PersonField};
pub use problem::{Problem, Reason};

use crate::{
    domain::{
        BirthDate, CompanyId, Consent, IdentifierType, Language, birth_date::DateParts,
        company_id::CompanyIdError,
    },
    enrollment::{Director, Enrollment, Repayment},
    sensitive::Sensitive,
    time::Date,
};

/// The form's values as typed. Nothing leaves it but by being typed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    values: Vec<(Field, Sensitive<String>)>,
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
        let company_name = keep(&mut problems, company_name.transpose());
        let directors = self.directors(rules, &mut problems);
        let account = keep(&mut problems, self.account(rules.repayment));
        if consent.is_none() {
            problems.push(Problem::new(Field::SignedAt, Reason::NotAccepted));
        }
        match (company, company_name, account, consent) {
            (Some(company), Some(company_name), Some(account), Some(consent))
                if problems.is_empty() =>
            {
                Ok(Enrollment {
                    company,
                    company_name,
                    account,
                    directors,
                    consent: consent.clone(),
                    language: rules.language,
                    wait_for_ready: rules.wait_for_ready,
                })
            }
            _ => Err(problems),
        }
    }

    fn company(&self) -> Result<CompanyId, Problem> {
        let text = self.value(Field::Identifier);
        let reason = match self.value(Field::IdentifierType).parse::<IdentifierType>() {
            Ok(kind) => match CompanyId::parse(kind, text) {
                Ok(company) => return Ok(company),
                Err(error) => Reason::CompanyId(kind, error),
            },
            Err(()) if text.trim().is_empty() => {
                Reason::CompanyId(IdentifierType::Siren, CompanyIdError::Empty)
            }
            Err(()) => return Err(Problem::new(Field::IdentifierType, Reason::IdentifierType)),
        };
        Err(Problem::new(Field::Identifier, reason))
    }

    fn account(&self, repayment: Repayment) -> Result<Option<crate::domain::Iban>, Problem> {
        let parse = |text: &str| {
            let iban = crate::domain::Iban::parse(text);
            match repayment {
                Repayment::DirectDebit => iban.and_then(crate::domain::Iban::require_sepa),
                Repayment::Transfer => iban,
            }
            .map_err(|error| Problem::new(Field::AccountNumber, Reason::Iban(error)))
        };
        match repayment {
            Repayment::DirectDebit => parse(self.value(Field::AccountNumber)).map(Some),
            Repayment::Transfer => self.optional(Field::AccountNumber, parse).transpose(),
        }
    }

    /// Directors in order; one whose fields are all blank counts only where direct debit asks for it.
    fn directors(&self, rules: &Rules, problems: &mut Vec<Problem>) -> Vec<Director> {
        let indices = self.values.iter().filter_map(|(field, _)| field.director());
        let least = u8::from(rules.repayment == Repayment::DirectDebit);
        (0..=indices.max().unwrap_or(0))
            .filter(|index| *index < least || !self.is_director_blank(*index))
            .filter_map(|index| self.director(index, rules, problems))
            .collect()
    }

    fn is_director_blank(&self, index: u8) -> bool {
        let mut own = self
            .values
            .iter()
            .filter(|(field, _)| field.director() == Some(index));
        own.all(|(_, value)| value.reveal().trim().is_empty())
    }

    fn director(&self, index: u8, rules: &Rules, problems: &mut Vec<Problem>) -> Option<Director> {
        let text = |field| self.value(Field::Director(index, field));
        let at = |field, reason| Problem::new(Field::Director(index, field), reason);
        let name = |field| {
            text(field)
                .parse()
                .map_err(|error| at(field, Reason::Name(error)))
        };
        let country = |field| {
            text(field)
                .parse()
                .map_err(|error| at(field, Reason::Country(error)))
        };

        let first_name = keep(problems, name(PersonField::FirstName));
        let last_name = keep(problems, name(PersonField::LastName));
        let parts = DateParts {
            year: text(PersonField::BirthYear),
            month: text(PersonField::BirthMonth),
            day: text(PersonField::BirthDay),
        };
        let birth_date = BirthDate::parse(parts, rules.today, rules.minimum_age)
            .map_err(|error| at(PersonField::from(error.part()), Reason::BirthDate(error)));
        let birth_date = keep(problems, birth_date);
        let nationality = keep(problems, country(PersonField::Nationality));
        let residence = keep(problems, country(PersonField::Residence));
        let email = text(PersonField::Email)
            .parse()
            .map_err(|error| at(PersonField::Email, Reason::Email(error)));
        let email = keep(problems, email);
        Some(Director {
            first_name: first_name?,
            last_name: last_name?,
            birth_date: birth_date?,
            nationality: Sensitive::new(nationality?),
            email: email?,
            residence: Sensitive::new(residence?),
        })
    }

    fn optional<T>(&self, field: Field, parse: impl FnOnce(&str) -> T) -> Option<T> {
        let text = self.value(field);
        (!text.trim().is_empty()).then(|| parse(text))
    }
}

fn keep<T>(problems: &mut Vec<Problem>, parsed: Result<T, Problem>) -> Option<T> {
    parsed.map_err(|problem| problems.push(problem)).ok()
}
