use enrollment::flow::{CallError, Cause, ErrorCode, Input, Screen, StageName};

use crate::support::{answers::failed, driver::Driver};

#[test]
fn a_session_that_cannot_be_read_is_tried_three_times_before_it_has_failed() {
    for (cause, code) in [
        (Cause::NoAnswer, ErrorCode::Network),
        (Cause::Upstream, ErrorCode::Upstream),
        (Cause::OutcomeUnknown, ErrorCode::Upstream),
        (Cause::Busy(None), ErrorCode::Busy),
    ] {
        let mut driver = Driver::start();
        for nominal in [1_000, 1_500] {
            driver.read_session(Err(failed(cause.clone())));
            assert_eq!(driver.stage(), StageName::Loading);
            assert_eq!(driver.told(), [""; 0]);
            let delay = driver.wakes_in().unwrap();
            assert!(delay.abs_diff(nominal) <= nominal / 5, "{delay}");
            driver.pass(delay);
        }
        driver.read_session(Err(failed(cause)));
        let retryable = true;
        assert_eq!(driver.view().screen, Screen::Failed { code, retryable });
        assert_eq!(driver.flow.next_wakeup(), None);
        let told = driver.told();
        assert_eq!(told[0], r#"defacto-stage {"from":"loading","to":"failed"}"#);
        assert!(told[1].contains(code.as_str()) && told[1].contains("\"retryable\":true"));

        driver.send(Input::Retried);
        assert_eq!(driver.stage(), StageName::Loading);
        driver.read_session(Ok(None));
        assert_eq!(driver.stage(), StageName::Editing);
    }
}

#[test]
fn a_busy_proxy_says_when_to_ask_for_the_session_again() {
    let mut driver = Driver::start();
    driver.read_session(Err(failed(Cause::Busy(Some(9_000)))));
    assert_eq!(driver.wakes_in(), Some(9_000));
    driver.pass(9_000);
    driver.read_session(Ok(None));
    assert_eq!(driver.stage(), StageName::Editing);
}

#[test]
fn a_session_that_is_refused_is_not_tried_again_by_itself() {
    for (cause, code, retryable) in [
        (Cause::Session, ErrorCode::Session, true),
        (Cause::Rejected, ErrorCode::Rejected, false),
    ] {
        let mut driver = Driver::start();
        driver.read_session(Err(failed(cause)));
        assert_eq!(driver.view().screen, Screen::Failed { code, retryable });
        for input in [
            Input::Online(false),
            Input::Online(true),
            Input::Visible(false),
            Input::Visible(true),
        ] {
            driver.send(input);
        }
        assert_eq!(driver.calls, []);
        driver.send(Input::Retried);
        assert_eq!(driver.calls.len(), usize::from(retryable));
    }
}

#[test]
fn a_network_that_comes_back_is_used_without_being_asked() {
    let mut driver = Driver::start();
    for _ in 0..3 {
        driver.read_session(Err(CallError::NO_ANSWER));
        driver.pass(2_000);
    }
    assert_eq!(driver.stage(), StageName::Failed);
    driver.send(Input::Online(false));
    driver.send(Input::Online(true));
    assert_eq!(driver.stage(), StageName::Loading);
    driver.read_session(Ok(None));
    assert_eq!(driver.stage(), StageName::Editing);
}

#[test]
fn a_page_that_began_without_a_network_goes_on_once_it_is_there() {
    let mut driver = Driver::start();
    for _ in 0..3 {
        driver.read_session(Err(CallError::NO_ANSWER));
        driver.pass(2_000);
    }
    assert_eq!(driver.stage(), StageName::Failed);
    driver.send(Input::Visible(true));
    assert_eq!(driver.stage(), StageName::Failed);
    driver.send(Input::Online(true));
    assert_eq!(
        driver.view().screen,
        Screen::LoadingAgain,
        "nothing else is there"
    );
    driver.read_session(Ok(None));
    assert_eq!(driver.stage(), StageName::Editing);
}

#[test]
fn the_skeleton_is_for_the_first_time() {
    let mut driver = Driver::start();
    driver.read_session(Err(CallError::NO_ANSWER));
    driver.pass(2_000);
    assert_eq!(driver.view().screen, Screen::Loading);
    driver.read_session(Ok(None));
    driver.send(Input::Reset);
    assert_eq!(driver.view().screen, Screen::LoadingAgain);
}

#[test]
fn a_hidden_page_does_not_retry_until_it_is_seen() {
    let mut driver = Driver::start();
    driver.send(Input::Visible(false));
    driver.read_session(Err(CallError::NO_ANSWER));
    driver.pass(60_000);
    assert_eq!(driver.calls, []);
    driver.send(Input::Visible(true));
    driver.session_call();
}
