//! Every word that a person reads: one [`Texts`] for each language, and a missing text does not compile.
//!
//! A borrower reads one language and downloads no other: [`Texts::pack`] writes each as a file of its own when the widget
//! is built, and [`Texts::unpack`] reads it in the browser. `{name}` in a text is a placeholder that the widget fills.
#![no_std]
#![expect(
    missing_docs,
    reason = "a field's name says where its text stands; what it is filled with is documented"
)]

extern crate alloc;

mod de;
mod en;
mod es;
mod file;
mod fill;
mod fr;
mod nl;
mod problems;

pub use fill::fill;
pub use problems::{CountryName, kind_name, listed, nth_director, problem, warning};

/// The languages of the widget. The first is read where nothing better is known.
pub const LANGUAGES: &[&Texts] = &[&en::TEXTS, &fr::TEXTS, &de::TEXTS, &es::TEXTS, &nl::TEXTS];

/// Version of the texts of legal weight. They are drafts until the lender has approved them.
pub const LEGAL_VERSION: &str = "draft-5";

file::texts! {
    /// The words of one language.
    pub struct Texts {
        /// Its ISO 639-1 code.
        pub language: &'static str,
        pub legal: Legal,
        pub form: Form,
        pub stages: Stages,
        pub problems: Problems,
    }

    /// Texts of legal weight: drafts, marked for the lender's approval.
    pub struct Legal {
        /// Who collects, and from which account; nothing more is said. `{lender}`
        pub debit_notice: &'static str,
        /// The same where no IBAN is asked: the lender has one. `{lender}`
        pub debit_notice_on_file: &'static str,
        /// The label of the T&Cs box. `{lender}`
        pub consent: Linked,
        /// How that label begins where who ticks is not the managing director.
        pub consent_of_another: &'static str,
        /// That the lender offers nothing. Its own reason stands below it.
        pub declined: Message,
    }

    /// A sentence with a link in it.
    pub struct Linked {
        pub before: &'static str,
        pub link: &'static str,
        pub after: &'static str,
    }

    /// The form.
    pub struct Form {
        pub company: &'static str,
        pub company_hint: &'static str,
        pub identifier_type: &'static str,
        pub company_name: &'static str,
        /// `{kind}`
        pub identifier: &'static str,
        pub director: &'static str,
        pub director_hint: &'static str,
        pub is_director: &'static str,
        /// In the place of the director's details, where none are asked: the lender finds those by itself, or has the company already.
        pub signs_as_director: &'static str,
        /// Over the details of who ticks, where that is not the managing director.
        pub owner: &'static str,
        pub add_director: &'static str,
        pub remove: &'static str,
        pub first_name: &'static str,
        pub last_name: &'static str,
        pub birth_date: &'static str,
        pub birth_date_hint: &'static str,
        pub day: &'static str,
        pub month: &'static str,
        pub year: &'static str,
        pub nationality: &'static str,
        pub residence: &'static str,
        pub choose_country: &'static str,
        pub email: &'static str,
        pub phone: &'static str,
        pub position: &'static str,
        pub birth_city: &'static str,
        pub birth_country: &'static str,
        pub legal_form: &'static str,
        pub vat_number: &'static str,
        /// The company's, part by part.
        pub address: [&'static str; 6],
        pub account: &'static str,
        pub iban: &'static str,
        pub iban_hint: &'static str,
        /// `{bank}`
        pub bank: &'static str,
        pub agreement: &'static str,
        pub privacy: Linked,
        pub new_tab: &'static str,
        pub submit: &'static str,
    }

    /// A heading and what is said below it.
    pub struct Message {
        pub title: &'static str,
        pub body: &'static str,
    }

    /// The stages and what can be done in them.
    pub struct Stages {
        /// Once more, after a try that failed.
        pub loading: Message,
        pub submitting: Message,
        pub reconciling: Message,
        pub waiting: Message,
        /// In place of the body, once it takes long.
        pub waiting_long: &'static str,
        /// `{time}` in minutes and seconds
        pub elapsed: &'static str,
        pub reviewed: Message,
        /// Above the consent, where only a signature is asked. `{lender}`
        pub sign: Message,
        /// Above the consent, where a line is collected by direct debit and nobody was told.
        pub accept_debit: Message,
        pub ready_title: &'static str,
        /// `{amount} {lender}`
        pub ready: &'static str,
        /// `{amount} {order} {lender}`
        pub ready_below_order: &'static str,
        pub requesting: Message,
        pub requested: Message,
        pub request_failed: Message,
        pub already_enrolled_title: &'static str,
        /// `{date}`
        pub already_enrolled_since: &'static str,
        pub already_enrolled: &'static str,
        pub action_required: Message,
        pub no_funds: Message,
        pub stalled: Message,
        pub failed_network: Message,
        pub failed_session: Message,
        pub failed_busy: Message,
        pub failed: Message,
        pub not_received: Message,
        /// The same on a page which has nothing of what was typed on an earlier one.
        pub not_received_before: Message,
        /// Above values that can be sent and look like slips.
        pub doubtful: Message,
        pub more_is_missing: Message,
        /// Above what the lender asks for and does not have.
        pub more_is_needed: &'static str,
        pub request_loan: &'static str,
        pub request_locked: &'static str,
        pub retry: &'static str,
        pub check_again: &'static str,
        pub support: &'static str,
        pub kept: &'static str,
    }

    /// A text for one and one for several; `{n}`.
    pub struct Counted {
        pub one: &'static str,
        pub many: &'static str,
    }

    /// What is wrong with a value and what to do.
    pub struct Problems {
        pub summary: Counted,
        pub iban_empty: &'static str,
        pub iban_unknown_country: &'static str,
        /// `{country}`
        pub iban_not_in_sepa: &'static str,
        /// `{n} {country} {expected} {actual}`
        pub iban_short: Counted,
        /// `{n} {country} {expected} {actual}`
        pub iban_long: Counted,
        /// `{found} {position}`
        pub iban_needs_digit: &'static str,
        /// `{found} {position}`
        pub iban_needs_letter: &'static str,
        /// `{found} {position}`
        pub iban_forbidden: &'static str,
        /// `{found} {position} {likely}`
        pub iban_letter_for_digit: &'static str,
        /// `{found} {position} {likely}`
        pub iban_digit_for_letter: &'static str,
        pub iban_check_digits: &'static str,
        /// `{position} {next}`
        pub iban_swap: &'static str,
        pub company_empty: &'static str,
        /// `{kind}`
        pub company_character: &'static str,
        /// `{kind} {expected} {actual}`
        pub company_length: &'static str,
        /// `{kind}`
        pub company_check_digits: &'static str,
        /// `{kind}`
        pub company_format: &'static str,
        pub company_court: &'static str,
        pub vat_empty: &'static str,
        pub vat_country: &'static str,
        /// `{prefix} {form}`
        pub vat_check_digits: &'static str,
        pub vat_format: &'static str,
        pub company_kind: &'static str,
        pub first_name_empty: &'static str,
        pub last_name_empty: &'static str,
        pub company_name_empty: &'static str,
        pub nationality_empty: &'static str,
        pub residence_empty: &'static str,
        pub legal_form_empty: &'static str,
        pub street_empty: &'static str,
        pub postal_code_empty: &'static str,
        pub city_empty: &'static str,
        pub country_empty: &'static str,
        pub position_empty: &'static str,
        pub birth_city_empty: &'static str,
        pub birth_country_empty: &'static str,
        pub email_empty: &'static str,
        /// `{field}`
        pub name_digits: &'static str,
        /// `{field}`
        pub text_control: &'static str,
        /// `{field} {n}`
        pub text_long: &'static str,
        pub email_no_at: &'static str,
        pub email_mailbox: &'static str,
        pub email_domain: &'static str,
        pub email_one: &'static str,
        pub email_space: &'static str,
        pub email_dots: &'static str,
        pub email_no_dot: &'static str,
        pub email_ending: &'static str,
        pub email_long: &'static str,
        pub birth_empty: &'static str,
        /// `{parts}`
        pub birth_incomplete: &'static str,
        pub birth_day: &'static str,
        pub birth_month: &'static str,
        pub birth_year: &'static str,
        pub birth_not_in_calendar: &'static str,
        pub birth_future: &'static str,
        /// `{n}`
        pub birth_young: &'static str,
        pub birth_old: &'static str,
        pub phone_empty: &'static str,
        pub phone_country: &'static str,
        pub phone_character: &'static str,
        pub phone_short: &'static str,
        pub phone_long: &'static str,
        pub language: &'static str,
        /// `{field}`
        pub field_empty: &'static str,
        pub iban_national: &'static str,
        /// `{suggestion}`
        pub email_typo: &'static str,
        pub not_accepted: &'static str,
        pub not_a_persons_click: &'static str,
        pub signed_at_out_of_range: &'static str,
        /// `{field}`
        pub not_found: &'static str,
        /// `{field}`
        pub refused: &'static str,
    }
}
