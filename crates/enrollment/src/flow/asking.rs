//! Fields that the form has only once the lender asks for them.

use alloc::vec::Vec;

use super::{FieldFault, Flow, Purpose};
use crate::{
    domain::{IdentifierType, address::AddressPart},
    draft::{Field, PersonField, Problem, Reason},
    enrollment::Repayment,
    sensitive::Sensitive,
};

/// The parts of an address that the lending API takes only together.
const WHOLE_ADDRESS: [Field; 4] = [
    Field::Address(AddressPart::Line1),
    Field::Address(AddressPart::PostalCode),
    Field::Address(AddressPart::City),
    Field::Address(AddressPart::Country),
];

/// What is needed of a director who is not known at all.
const WHOLE_DIRECTOR: [Field; 6] = [
    Field::Director(0, PersonField::FirstName),
    Field::Director(0, PersonField::LastName),
    Field::Director(0, PersonField::BirthDay),
    Field::Director(0, PersonField::Nationality),
    Field::Director(0, PersonField::Residence),
    Field::Director(0, PersonField::Email),
];

/// The path of the consent.
pub(super) const SIGNED_AT: &str = "signed_at";

const BIRTH_PLACE: [Field; 2] = [
    Field::Director(0, PersonField::BirthCity),
    Field::Director(0, PersonField::BirthCountry),
];

impl Flow {
    /// Shows the fields of the values that the other side refused or missed, and what is wrong with them. Says
    /// whether there is a value among them for which there is no field.
    pub(super) fn ask_for(&mut self, faults: &[FieldFault]) -> (Vec<Problem>, bool) {
        let mut problems: Vec<Problem> = Vec::new();
        let mut has_unknown = faults.is_empty();
        for fault in faults.iter().filter(|fault| fault.path != SIGNED_AT) {
            let fields = fields_at(&fault.path);
            let mut has_field = false;
            for mut field in fields {
                // The first director is sent as the owner, unless somebody else is.
                if let Field::Owner(part) = field
                    && !self.draft.has_owner()
                {
                    field = Field::Director(0, part);
                }
                if !self.can_ask_for(field) {
                    continue;
                }
                has_field = true;
                if !self.asked.contains(&field) {
                    self.asked.push(field);
                }
                if !problems
                    .iter()
                    .any(|known| known.field.shares_value_with(field))
                {
                    let reason = if self.draft.is_blank(field) {
                        Reason::NeededByLender
                    } else if fault.missing {
                        Reason::NotFoundByLender
                    } else {
                        Reason::Refused
                    };
                    super::editing::insert_in_order(&mut problems, Problem::new(field, reason));
                }
            }
            has_unknown |= !has_field;
        }
        (problems, has_unknown)
    }

    /// What was asked for is needed from then on, while the form has it.
    pub(super) fn blanks(&self) -> impl Iterator<Item = Problem> {
        self.asked
            .iter()
            .filter(|field| self.can_ask_for(**field) && self.draft.is_blank(**field))
            .map(|field| Problem::new(*field, Reason::NeededByLender))
    }

    /// Whether no director has to be described, so that only what the lender asks for is shown: it finds one by itself, or
    /// collects nothing.
    pub(super) fn director_is_folded(&self) -> bool {
        let collects = self.config.repayment == Repayment::DirectDebit;
        let is_found = self.draft.director_is_found(self.config.director_details);
        !self.is_unfolded && (is_found || !collects)
    }

    /// The kinds of company number that can be chosen: those that the session names, or all but a person's own.
    pub(super) fn offered_types(&self) -> Vec<IdentifierType> {
        if !self.config.asks_type || self.config.company.is_some() {
            return Vec::new();
        }
        let session = self.session.as_ref().map(Sensitive::reveal);
        let limits = session.and_then(|session| session.limits.as_ref());
        let named = limits.map_or(&[][..], |limits| &limits.identifier_types);
        let is_offered = |kind: &IdentifierType| {
            if named.is_empty() {
                *kind != IdentifierType::Bsn
            } else {
                named.iter().any(|name| name == kind.as_str())
            }
        };
        IdentifierType::ALL.into_iter().filter(is_offered).collect()
    }

    /// Whether the form can have an input for the field: what the partner has given is shown and not asked.
    fn can_ask_for(&self, field: Field) -> bool {
        match field {
            _ if self.purpose != Purpose::Enroll => false,
            Field::Identifier => self.config.company.is_none(),
            Field::Director(index, _) => index < self.directors,
            Field::Owner(_) => self.draft.has_owner(),
            Field::Address(part) => WHOLE_ADDRESS.contains(&Field::Address(part)),
            Field::CompanyName => self.config.company_name.is_none(),
            // The box is no input: it is asked to be ticked again.
            Field::IdentifierType | Field::SignedAt => false,
            Field::LegalForm | Field::VatNumber | Field::AccountNumber => true,
        }
    }
}

/// The inputs of the value at `path`; several where the lender takes several only together, none where there is none.
fn fields_at(path: &str) -> Vec<Field> {
    let (head, tail) = path.split_once('.').unwrap_or((path, ""));
    let group: &[Field] = match (head, tail) {
        ("address", "" | "address_line_1" | "postal_code" | "city" | "country") => &WHOLE_ADDRESS,
        ("directors", "" | "0") => &WHOLE_DIRECTOR,
        ("directors", "0.birth_place") => &BIRTH_PLACE,
        ("directors", "0.address") => &[Field::Director(0, PersonField::Residence)],
        _ => &[],
    };
    if group.is_empty() {
        Field::at_path(path).into_iter().collect()
    } else {
        group.to_vec()
    }
}
