//! What a screen reader is told of each stage.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use super::{
    Context, El, el,
    panel::{Tone, intro_of, panel_of},
};
use crate::runtime::timer::Timer;

/// Says each change of stage to a screen reader. There before it speaks: what a page says as it opens waits until it was seen.
pub(super) fn announcer(context: &Context) -> El {
    const SEEN: u64 = 300;
    let here = context.clone();
    let said = move || match panel_of(&here, &here.view()) {
        Some(panel) if panel.tone != Tone::Problem => {
            let gap = if panel.note.is_empty() { "" } else { " " };
            [&*panel.title, ". ", &panel.body, gap, &panel.note].concat()
        }
        None => intro_of(&here, &here.view())
            .map(|message| message.title.to_owned())
            .unwrap_or_default(),
        _ => String::new(),
    };
    let region = el("div._unseen role=status");
    let node: web_sys::Node = region.node();
    let before = RefCell::new(String::new());
    let speak = Rc::new(move || {
        let now = said();
        if now != *before.borrow() {
            node.set_text_content(Some(&now));
            before.replace(now);
        }
    });
    let is_seen = Rc::new(Cell::new(false));
    let (seen, first) = (Rc::clone(&is_seen), Rc::clone(&speak));
    let timer = Timer::new(move || {
        seen.set(true);
        first();
    });
    let now = context.runtime.now();
    timer.arm(Some(now.after(SEEN)), now);
    region.effect(move || {
        let _held = &timer;
        if is_seen.get() {
            speak();
        }
    })
}
