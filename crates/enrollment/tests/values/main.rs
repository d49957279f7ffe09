//! Every value of the form: what is read, what is refused, and why.

#[allow(dead_code, reason = "each test binary uses a part of it")]
#[path = "../support/mod.rs"]
mod support;

mod account_line;
mod address;
mod birth_date;
mod company_id;
mod consent;
mod country;
mod email;
mod email_domain;
mod email_suggestion;
mod iban;
mod language;
mod month;
mod name;
mod phone;
mod time;
mod vat;
