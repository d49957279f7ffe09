use enrollment::{
    draft::{Field, PersonField, Problem, Reason},
    flow::{Cause, ErrorCode, FieldFault, Input, Notice, Screen, StageName},
};

use crate::support::{
    answers::failed,
    driver::Driver,
    sample::{self, FORM, director},
};

fn refuse(driver: &mut Driver, paths: &[&str], missing: bool) {
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    let faults = paths.iter().map(|path| FieldFault {
        path: (*path).into(),
        missing,
    });
    let cause = Cause::Fields(faults.collect());
    driver.send(Input::Enrolled(post, Err(failed(cause))));
}

fn refused(paths: &[&str], missing: bool) -> Driver {
    let mut driver = Driver::filled();
    refuse(&mut driver, paths, missing);
    driver
}

fn keeps_everything(driver: &Driver) {
    for (field, text) in FORM {
        assert_eq!(driver.flow.value(field), text, "{field:?}");
    }
}

#[test]
fn values_that_the_lender_could_not_find_come_back_marked_in_the_order_of_the_form() {
    let driver = refused(
        &["account_number", "directors.0.birth_date", "identifier"],
        true,
    );
    let at = |field| Problem::new(field, Reason::NotFoundByLender);
    assert_eq!(
        driver.view().problems,
        [
            at(Field::Identifier),
            at(director(PersonField::BirthDay)),
            at(Field::AccountNumber)
        ]
    );
    assert_eq!(driver.view().screen, Screen::Editing(None));
    assert_eq!(driver.view().failed_submits, 1);
    assert!(driver.view().consented);
    keeps_everything(&driver);
}

#[test]
fn values_that_the_proxy_refused_say_so() {
    let driver = refused(&["account_number"], false);
    let refused = Problem::new(Field::AccountNumber, Reason::Refused);
    assert_eq!(driver.view().problems, [refused]);
}

#[test]
fn a_mark_vanishes_when_its_value_is_edited_and_not_before() {
    let mut driver = refused(&["directors.0.birth_date", "account_number"], true);
    driver.edit(director(PersonField::FirstName), "Zoé");
    assert_eq!(driver.view().problems.len(), 2);
    driver.edit(director(PersonField::BirthYear), "1973");
    driver.edit(director(PersonField::BirthDay), "28");
    assert_eq!(driver.view().problems.len(), 1);
    driver.edit(Field::AccountNumber, FORM[10].1);
    assert_eq!(
        driver.view().problems.len(),
        1,
        "a program's word on it changes nothing"
    );
    driver.edit(Field::AccountNumber, sample::IBAN);
    assert_eq!(driver.view().problems, []);
    driver.send(Input::Submitted);
    driver.post();
}

#[test]
fn a_value_that_is_named_twice_is_marked_once_and_settled_by_one_edit() {
    let twice = ["account_number", "directors.0.birth_date", "account_number"];
    let mut driver = refused(&twice, true);
    assert_eq!(driver.view().problems.len(), 2);
    assert_eq!(driver.view().screen, Screen::Editing(None));
    driver.edit(Field::AccountNumber, sample::IBAN);
    assert_eq!(driver.view().problems.len(), 1);
}

#[test]
fn what_the_form_has_no_field_for_is_said_above_it() {
    let notice = Screen::Editing(Some(Notice::MoreIsMissing));
    let driver = refused(&["account_number", "address.planet"], true);
    assert_eq!(driver.view().screen, notice);
    assert_eq!(driver.view().problems.len(), 1);
    assert_eq!(refused(&[], true).view().screen, notice);
}

#[test]
fn a_mark_does_not_keep_a_borrower_from_sending_again() {
    let mut driver = refused(&["account_number"], true);
    refuse(&mut driver, &["account_number"], true);
    assert_eq!(driver.view().failed_submits, 2);
    keeps_everything(&driver);
}

#[test]
fn nothing_typed_is_lost_by_any_failure_and_the_same_enrollment_can_be_sent_again() {
    for (cause, code) in [
        (Cause::Busy(None), ErrorCode::Busy),
        (Cause::NoSession, ErrorCode::Session),
        (Cause::Upstream, ErrorCode::Upstream),
        (Cause::KeyRefused, ErrorCode::Upstream),
    ] {
        let mut driver = Driver::filled();
        driver.send(Input::Submitted);
        let (post, first) = driver.post();
        driver.send(Input::Enrolled(post, Err(failed(cause))));
        let retryable = true;
        assert_eq!(driver.view().screen, Screen::Failed { code, retryable });
        keeps_everything(&driver);
        driver.send(Input::Retried);
        assert_eq!(driver.stage(), StageName::Editing);
        assert_eq!(driver.calls, [], "code never posts by itself");
        driver.send(Input::Submitted);
        assert_eq!(driver.post().1, first);
    }
    for cause in [
        Cause::Rejected,
        Cause::OutcomeUnknown,
        Cause::SignedAtOutOfRange,
    ] {
        let (mut driver, post) = Driver::submitting();
        driver.send(Input::Enrolled(post, Err(failed(cause))));
        keeps_everything(&driver);
    }
}

#[test]
fn who_is_told_to_wait_can_go_on_then_and_not_before() {
    let (mut driver, post) = Driver::submitting();
    let busy = Err(failed(Cause::Busy(Some(3_000))));
    driver.send(Input::Enrolled(post, busy));
    let told = |retryable| Screen::Failed {
        code: ErrorCode::Busy,
        retryable,
    };
    assert_eq!(driver.view().screen, told(false));
    driver.pass(2_999);
    driver.send(Input::Retried);
    assert_eq!(driver.view().screen, told(false), "too early");
    driver.pass(1);
    assert_eq!(driver.view().screen, told(true));
    keeps_everything(&driver);
    driver.send(Input::Retried);
    assert_eq!(driver.stage(), StageName::Editing);
    assert_eq!(driver.flow.next_wakeup(), None);
}

#[test]
fn nobody_is_told_to_wait_for_longer_than_five_minutes() {
    let (mut driver, post) = Driver::submitting();
    let busy = Err(failed(Cause::Busy(Some(86_400_000))));
    driver.send(Input::Enrolled(post, busy));
    assert_eq!(driver.wakes_in(), Some(300_000));
}

#[test]
fn what_is_typed_while_a_post_is_out_is_kept_for_the_next() {
    let (mut driver, post) = Driver::submitting();
    driver.edit(director(PersonField::FirstName), "Zoé");
    driver.send(Input::Enrolled(post, Err(failed(Cause::Busy(None)))));
    driver.send(Input::Retried);
    assert_eq!(driver.flow.value(director(PersonField::FirstName)), "Zoé");
}

#[test]
fn a_refusal_for_good_offers_no_retry() {
    let (mut driver, post) = Driver::submitting();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Rejected))));
    let (code, retryable) = (ErrorCode::Rejected, false);
    assert_eq!(driver.view().screen, Screen::Failed { code, retryable });
    driver.send(Input::Submitted);
    driver.send(Input::Retried);
    assert_eq!(driver.calls, []);
}

#[test]
fn a_value_that_the_form_has_no_input_for_is_told_above_it() {
    for path in [
        "identifier_type",
        "directors.1.first_name",
        "owner.identity_documents",
        "directors.0.shoe_size",
    ] {
        let driver = refused(&[path, "account_number"], true);
        assert_eq!(
            driver.view().screen,
            Screen::Editing(Some(Notice::MoreIsMissing)),
            "{path}"
        );
        let iban = Problem::new(Field::AccountNumber, Reason::NotFoundByLender);
        assert_eq!(driver.view().problems, [iban], "{path}");
    }
}
