use enrollment::{
    domain::{
        Consent,
        consent::{ConsentError, LATEST_AHEAD, OLDEST},
    },
    time::Timestamp,
};

use crate::support::sample;

#[test]
fn a_signature_is_taken_from_two_minutes_ahead_to_a_day_old() {
    let consent = sample::consent();
    let signed_at = consent.signed_at().millis();
    let check = |age: i64| {
        let now = Timestamp::from_millis(signed_at + age).unwrap();
        consent.check_age(now)
    };
    assert_eq!((LATEST_AHEAD, OLDEST), (120_000, 86_400_000));
    for (age, expected) in [
        (-120_001, Err(ConsentError::Ahead)),
        (-120_000, Ok(())),
        (0, Ok(())),
        (86_400_000, Ok(())),
        (86_400_001, Err(ConsentError::Stale)),
    ] {
        assert_eq!(check(age), expected, "{age}");
    }
}

#[test]
fn the_ends_of_time_are_far_and_do_not_overflow() {
    let first = sample::at("0001-01-01T00:00:00Z");
    let last = sample::at("9999-12-31T23:59:59.999Z");
    let receipt = sample::consent().receipt().clone();
    let at = |signed_at| Consent::given(signed_at, receipt.clone());
    assert_eq!(at(first).check_age(last), Err(ConsentError::Stale));
    assert_eq!(at(last).check_age(first), Err(ConsentError::Ahead));
}
