use enrollment::domain::{Email, email::EmailError};

fn read(input: &str) -> Result<String, EmailError> {
    input.parse().map(|email: Email| email.as_str().into())
}

#[test]
fn addresses_that_html_accepts_are_read_as_typed() {
    for address in [
        "a@b.co",
        "Marie.Curie@Example.COM",
        "o'hara+widget@mail.example.org",
        "!#$%&'*+/=?^_`{|}~-@example.org",
        "x@1-2.example",
        "x@xn--bcher-kva.example",
    ] {
        assert_eq!(read(address).as_deref(), Ok(address));
    }
}

#[test]
fn space_and_invisible_marks_around_an_address_are_dropped() {
    for input in [" a@b.co ", "\u{feff}a@b.co\n", "\u{a0}a@b.co\u{200b}"] {
        assert_eq!(read(input).as_deref(), Ok("a@b.co"), "{input:?}");
    }
}

#[test]
fn every_reason_is_told() {
    for (input, error, code) in [
        ("", EmailError::Empty, "email_empty"),
        ("\u{200b} ", EmailError::Empty, "email_empty"),
        ("marie.example.org", EmailError::NoAt, "email_no_at"),
        ("@example.org", EmailError::Mailbox, "email_mailbox"),
        ("a b@example.org", EmailError::Mailbox, "email_mailbox"),
        ("a@b@example.org", EmailError::Mailbox, "email_mailbox"),
        ("renée@example.org", EmailError::Mailbox, "email_mailbox"),
        ("\"a\"@example.org", EmailError::Mailbox, "email_mailbox"),
        ("a@", EmailError::Domain, "email_domain"),
        ("a@localhost", EmailError::Domain, "email_domain"),
        ("a@example..org", EmailError::Domain, "email_domain"),
        ("a@.org", EmailError::Domain, "email_domain"),
        ("a@example.org.", EmailError::Domain, "email_domain"),
        ("a@-example.org", EmailError::Domain, "email_domain"),
        ("a@example-.org", EmailError::Domain, "email_domain"),
        ("a@exa_mple.org", EmailError::Domain, "email_domain"),
        ("a@bücher.example", EmailError::Domain, "email_domain"),
        ("a@[127.0.0.1]", EmailError::Domain, "email_domain"),
    ] {
        assert_eq!(read(input), Err(error), "{input:?}");
        assert_eq!(error.code(), code);
    }
}

#[test]
fn lengths_end_where_mail_ends() {
    let mailbox = |length| format!("{}@example.org", "m".repeat(length));
    assert!(read(&mailbox(64)).is_ok());
    assert_eq!(read(&mailbox(65)), Err(EmailError::TooLong));
    let label = |length| format!("a@{}.org", "d".repeat(length));
    assert!(read(&label(63)).is_ok());
    assert_eq!(read(&label(64)), Err(EmailError::Domain));
    let total = |length: usize| {
        let labels = format!("{}.", "d".repeat(49)).repeat(4);
        let rest = length - 2 - labels.len();
        format!("a@{labels}{}", "o".repeat(rest))
    };
    assert!(read(&total(254)).is_ok());
    assert_eq!(read(&total(255)), Err(EmailError::TooLong));
    assert_eq!(EmailError::TooLong.code(), "email_too_long");
}
