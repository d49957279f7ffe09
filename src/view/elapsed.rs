//! The time of a wait.

use std::{cell::OnceCell, rc::Rc};

use enrollment::decimal::decimal;

use super::{Context, El, el};
use crate::{copy::fill, runtime::timer::Timer};

/// How long the borrower has been waiting. It moves on by itself, and no screen reader is told each time.
pub(super) fn elapsed(context: &Context) -> El {
    let line = el("p.hint");
    let (node, here) = (line.node::<web_sys::Node>(), context.clone());
    let timer: Rc<OnceCell<Timer>> = Rc::default();
    let own = Rc::downgrade(&timer);
    let show = move || {
        let Some(timer) = own.upgrade() else { return };
        let view = here.runtime.view();
        let Some(since) = view.waits_since else {
            return;
        };
        let now = here.runtime.now();
        let seconds = now.since(since) / 1_000;
        let rest = decimal(seconds % 60);
        let zero = if rest.len() < 2 { "0" } else { "" };
        let time = [&*decimal(seconds / 60), ":", zero, &rest].concat();
        let words = fill(here.texts.stages.elapsed, &[("time", &time)]);
        node.set_text_content(Some(&words));
        if let Some(timer) = timer.get() {
            timer.arm(Some(since.after((seconds + 1) * 1_000)), now);
        }
    };
    let _ = timer.set(Timer::new(show.clone()));
    line.flag("hidden", context.is(|view| view.waits_since.is_none()))
        .effect(move || {
            let _held = &timer;
            show();
        })
}
