//! What a screen reader is told of each stage.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use enrollment::domain::Language;
use leptos::tachys::renderer::types::Element;

use super::{
    Context, El, el,
    panel::{Tone, intro_of, panel_of},
};
use crate::runtime::timer::Timer;

struct Said {
    is_alert: bool,
    words: String,
    note: String,
    /// The language of the note, where that is another.
    foreign: Option<Language>,
}

/// Says each change of stage to a screen reader. There before it speaks: what a page says as it opens waits until it was seen.
pub(super) fn announcer(context: &Context) -> El {
    const SEEN: u64 = 300;
    let here = context.clone();
    let regions = [el("div._unseen role=status"), el("div._unseen role=alert")];
    let [status, alert] = regions.each_ref().map(El::node::<Element>);
    let before = RefCell::new(String::new());
    let speak = Rc::new(move || {
        let Said {
            is_alert,
            words,
            note,
            foreign,
        } = said(&here);
        let now = [&*words, &*note].concat();
        if now == *before.borrow() {
            return;
        }
        let [silent, speaking] = if is_alert {
            [&status, &alert]
        } else {
            [&alert, &status]
        };
        silent.set_text_content(None);
        speaking.set_text_content(Some(&words));
        if !note.is_empty() {
            let note = el("span").with_language(foreign).text(&note);
            note.mount(speaking);
        }
        before.replace(now);
    });
    let is_seen = Rc::new(Cell::new(false));
    let (seen, first) = (Rc::clone(&is_seen), Rc::clone(&speak));
    let timer = Timer::new(move || {
        seen.set(true);
        first();
    });
    let now = context.runtime.now();
    timer.arm(Some(now.after(SEEN)), now);
    let root = el("div").with_all(regions.into());
    root.effect(move || {
        let _held = &timer;
        if is_seen.get() {
            speak();
        }
    })
}

/// What is to be said now: at once where something went wrong. What can be done about it is found below the words.
fn said(context: &Context) -> Said {
    let view = context.view();
    match panel_of(context, &view) {
        Some(panel) => {
            let gap = if panel.note.is_empty() { "" } else { " " };
            Said {
                is_alert: panel.tone == Tone::Problem,
                words: [&*panel.title, ". ", &panel.body, gap].concat(),
                note: panel.note,
                foreign: panel.foreign,
            }
        }
        None => Said {
            is_alert: false,
            words: intro_of(context, &view)
                .map(|message| message.title.to_owned())
                .unwrap_or_default(),
            note: String::new(),
            foreign: None,
        },
    }
}
