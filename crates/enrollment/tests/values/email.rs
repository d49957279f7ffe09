use enrollment::domain::{Email, email::EmailError};
use proptest::prelude::*;

fn read(input: &str) -> Result<String, EmailError> {
    input.parse().map(|email: Email| email.as_str().into())
}

#[test]
fn addresses_that_html_accepts_are_read_as_typed() {
    for address in [
        "a@b.co",
        "Marie.Curie@example.com",
        "o'hara+widget@mail.example.org",
        "!#$%&'*+/=?^_`{|}~-@example.org",
        "x@1-2.example",
        "1@3.14.example",
        "x@a--b.example",
        "x@xn--bcher-kva.example",
        "x@example.xn--p1ai",
        "xn--x@example.museum",
    ] {
        assert_eq!(read(address).as_deref(), Ok(address));
    }
}

#[test]
fn a_domain_is_written_in_lower_case_and_a_mailbox_is_left_alone() {
    let read = read("Marie.Curie@MAIL.Example.COM");
    assert_eq!(read.as_deref(), Ok("Marie.Curie@mail.example.com"));
}

#[test]
fn space_and_invisible_marks_around_an_address_are_dropped() {
    for input in [
        " a@b.co ",
        "\u{feff}a@b.co\n",
        "\u{a0}a@b.co\u{200b}",
        "\r\n \r\na@b.co\t",
        "\u{3000}a@b.co\u{2028}\u{202c}",
    ] {
        assert_eq!(read(input).as_deref(), Ok("a@b.co"), "{input:?}");
    }
}

/// Every input is refused for that reason and no other.
fn refused(error: EmailError, code: &str, inputs: &[&str]) {
    assert_eq!(error.code(), code);
    for input in inputs {
        assert_eq!(read(input), Err(error), "{input:?}");
    }
}

#[test]
fn what_is_no_address_at_all_is_told() {
    use EmailError::{Empty, NoAt, OneAddress, Space};
    refused(Empty, "email_empty", &["", "\u{200b} ", "\n"]);
    refused(
        NoAt,
        "email_no_at",
        &["marie.example.org", "Marie Curie", ".", "@", "@example.org"],
    );
    refused(
        OneAddress,
        "email_one_address",
        &[
            "a@b@example.org",
            "a@example.org, b@example.org",
            "a@example.org;b@example.org",
            "a@@example.org",
            "Marie Curie <marie@example.org>",
            "<marie@example.org>",
            "\"a@b\"@example.org",
        ],
    );
    refused(
        Space,
        "email_space",
        &[
            "a b@example.org",
            "a @example.org",
            "a@ example.org",
            "a@example .org",
            "a@exam\u{a0}ple.org",
            "a@exam\u{3000}ple.org",
            "a\u{200b}b@example.org",
            "a@exam\u{ad}ple.org",
            "a@exa\nmple.org",
        ],
    );
}

#[test]
fn what_is_wrong_with_a_mailbox_is_told() {
    refused(
        EmailError::Mailbox,
        "email_mailbox",
        &[
            "renée@example.org",
            "李@example.org",
            "ａ@example.org",
            "\"a\"@example.org",
            "a(b)@example.org",
            "a\\b@example.org",
            "a\0b@example.org",
            "mailto:a@example.org",
            "<a@example.org",
        ],
    );
    refused(
        EmailError::Dots,
        "email_dots",
        &[
            ".a@example.org",
            "a.@example.org",
            "a..b@example.org",
            ".@example.org",
        ],
    );
}

#[test]
fn what_is_wrong_with_a_domain_is_told() {
    use EmailError::{Domain, Dots, Ending, NoDot};
    refused(
        Domain,
        "email_domain",
        &[
            "a@-example.org",
            "a@example-.org",
            "a@example.-",
            "a@exa_mple.org",
            "a@[127.0.0.1]",
            "a@[IPv6:::1]",
            "a@example,org",
            "a@example.org/b",
            "a@example.org\u{fffd}",
            "a@-",
        ],
    );
    refused(
        Dots,
        "email_dots",
        &[
            "a@.example.org",
            "a@example..org",
            "a@example.org.",
            "a@example．．org",
            "a@example.org。",
            "a@.",
        ],
    );
    refused(
        NoDot,
        "email_no_dot",
        &["a@", "a@localhost", "a@org", "a@bücher", "a@xn--p1ai"],
    );
    refused(
        Ending,
        "email_ending",
        &[
            "a@example.c",
            "a@example.123",
            "a@192.168.0.1",
            "a@example.co-uk",
            "a@example.tld2",
            "a@example.1",
        ],
    );
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
    refused(EmailError::TooLong, "email_too_long", &[&total(255)]);
}

#[test]
fn a_huge_text_is_refused_whatever_is_in_it() {
    for unit in ["a", "@", ".", "é", "<", "a@b.co "] {
        assert!(read(&unit.repeat(1_000_000)).is_err(), "{unit:?}");
    }
    assert_eq!(read(&" ".repeat(1_000_000)), Err(EmailError::Empty));
    let surrounded = format!("{0}a@b.co{0}", "\u{200b}".repeat(300_000));
    assert_eq!(read(&surrounded).as_deref(), Ok("a@b.co"));
}

#[test]
fn an_address_is_not_printed() {
    let email: Email = "marie@example.org".parse().unwrap();
    assert_eq!(format!("{email:?}"), "Email([redacted])");
}

proptest! {
    #[test]
    fn what_is_read_is_ascii_within_bounds_and_reads_itself_again(
        text in prop_oneof![
            any::<String>(),
            "[a-zA-Z0-9.!#+-]{1,8}@[a-zA-Z0-9éßΣЖ臺ｇ。．-]{1,12}[.．][a-zA-ZéЖ臺0-9]{1,6}",
        ],
    ) {
        if let Ok(email) = text.parse::<Email>() {
            let address = email.as_str();
            prop_assert!(address.is_ascii() && address.len() <= 254);
            prop_assert_eq!(address.parse(), Ok(email.clone()));
            let _ = email.suggestion();
        }
    }

    #[test]
    fn an_ordinary_address_is_read(mailbox in "[a-z0-9]{1,9}([._+-][a-z0-9]{1,9}){0,3}", domain in "([a-z0-9]{1,9}\\.){1,3}[a-z]{2,9}") {
        let address = format!("{mailbox}@{domain}");
        prop_assert_eq!(read(&address), Ok(address));
    }
}
