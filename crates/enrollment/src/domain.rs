//! One type for each value. Private fields, one way in: what exists is valid.

pub mod address;
pub mod birth_date;
mod check_digits;
pub mod company_id;
pub mod consent;
pub mod country;
pub mod email;
pub mod iban;
pub mod language;
pub mod line;
pub mod name;
pub mod phone;
pub(crate) mod text;
pub mod vat;

pub use address::PostalAddress;
pub use birth_date::BirthDate;
pub use company_id::{CompanyId, IdentifierType};
pub use consent::Consent;
pub use country::Country;
pub use email::Email;
pub use iban::Iban;
pub use language::Language;
pub use line::Line;
pub use name::{CompanyName, PersonName};
pub use phone::Phone;
pub use vat::VatNumber;
