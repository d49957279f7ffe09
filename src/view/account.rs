//! The input of the IBAN: grouped as it is typed, with the caret where it was.

use std::{cell::RefCell, rc::Rc};

use enrollment::{
    account_line::{AccountLine, Deletion, Shown},
    domain::iban::group,
    draft::Field,
    flow::Input,
};
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{Event, HtmlInputElement};

use super::{Context, El, field, focus::has_focus};

/// An input with its line.
#[derive(Clone)]
struct Account {
    node: HtmlInputElement,
    line: Rc<RefCell<AccountLine>>,
}

/// What a key does that would ask the browser for its own history.
#[derive(Clone, Copy)]
enum Step {
    Undo,
    Redo,
}

/// Keeps an input as its line says, and the flow with it.
pub(super) fn account_input(context: &Context, input: El) -> El {
    let account = Account {
        node: input.node(),
        line: Rc::default(),
    };
    let filled = account.clone();
    let input = field::refill(context, Field::AccountNumber, input, move |text| {
        // What is forgotten can't be brought back by a key.
        if text.is_empty() || group(&filled.node.value()) != group(text) {
            let line = AccountLine::filled(text);
            let shown = line.shown().text.reveal().clone();
            filled.line.replace(line);
            filled.node.set_value(&shown);
        }
    });
    let typed = account.clone();
    let input = field::listen(context, Field::AccountNumber, input, move |event| {
        typed.typed(event)
    });
    // A text that is being composed is the keyboard's, and one that was dragged away may have fallen elsewhere: each is looked at
    // once it is there.
    let settled = || {
        let (after, left) = (context.clone(), account.clone());
        move |event: Event| after.send(Input::Edited(Field::AccountNumber, left.typed(&event)))
    };
    let input = input
        .on("compositionend", settled())
        .on("dragend", settled());
    let (selected, undone) = (account.clone(), account);
    let (again, menu) = (context.clone(), context.clone());
    let by_menu = undone.clone();
    input
        .on("beforeinput", move |event| {
            selected.remember();
            let step = match text_of(&event, "inputType").as_str() {
                "historyUndo" => Step::Undo,
                "historyRedo" => Step::Redo,
                _ => return,
            };
            event.prevent_default();
            by_menu.step(&menu, step);
        })
        .on("keydown", move |event| {
            if let Some(step) = step_of(&event) {
                event.prevent_default();
                undone.step(&again, step);
            }
        })
}

impl Account {
    /// Takes an edit of the browser's and gives what was typed.
    fn typed(&self, event: &Event) -> String {
        let kind = text_of(event, "inputType");
        // A text that is dragged away falls next, in a place that is forgotten once the input is written into.
        if is(event, "isComposing") || kind == "deleteByDrag" {
            return self.node.value();
        }
        let deletion = match kind.as_str() {
            "deleteContentBackward" => Some(Deletion::Backward),
            "deleteContentForward" => Some(Deletion::Forward),
            _ => None,
        };
        let (from, to) = self.selection();
        let left = Shown {
            text: self.node.value().into(),
            from,
            to,
        };
        // What is borrowed here is given back before the page has a say: writing into an input may call listeners.
        let shown = self.line.borrow_mut().edited(&left, deletion).clone();
        self.show(&shown);
        shown.text.reveal().clone()
    }

    /// The selection before an edit; that of a text which is being composed is the keyboard's.
    fn remember(&self) {
        let (from, to) = self.selection();
        let value = self.node.value();
        let mut line = self.line.borrow_mut();
        if *line.shown().text.reveal() == value {
            line.select(from, to);
        }
    }

    fn step(&self, context: &Context, step: Step) {
        let before = self.line.borrow().shown().clone();
        let shown = match step {
            Step::Undo => self.line.borrow_mut().undo().clone(),
            Step::Redo => self.line.borrow_mut().redo().clone(),
        };
        if shown != before {
            self.show(&shown);
            context.send(Input::Edited(
                Field::AccountNumber,
                shown.text.reveal().clone(),
            ));
        }
    }

    fn show(&self, shown: &Shown) {
        let text = shown.text.reveal();
        if self.node.value() != *text {
            self.node.set_value(text);
        }
        // Safari moves the focus to an input whose selection is set.
        if self.selection() != (shown.from, shown.to) && has_focus(&self.node) {
            for (name, place) in [("selectionStart", shown.from), ("selectionEnd", shown.to)] {
                let place = u32::try_from(place).unwrap_or(u32::MAX);
                let _ = Reflect::set(&self.node, &name.into(), &place.into());
            }
        }
    }

    fn selection(&self) -> (usize, usize) {
        let place = |name: &str| {
            let place = Reflect::get(&self.node, &name.into()).ok();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "`as` saturates, and no selection is beyond it"
            )]
            let place = place
                .and_then(|place| place.as_f64())
                .map(|place| place as usize);
            place.unwrap_or_default()
        };
        (place("selectionStart"), place("selectionEnd"))
    }
}

/// Ctrl or Cmd with Z, with Shift or Y for the other way.
fn step_of(event: &Event) -> Option<Step> {
    let is_command = is(event, "ctrlKey") || is(event, "metaKey");
    if !is_command || is(event, "altKey") || is(event, "isComposing") {
        return None;
    }
    let is_redo = is(event, "shiftKey");
    match text_of(event, "key").as_str() {
        "z" | "Z" if !is_redo => Some(Step::Undo),
        "z" | "Z" | "y" | "Y" => Some(Step::Redo),
        _ => None,
    }
}

/// A member of an event, by its name: the type of each kind of event would cost more.
pub(super) fn member(event: &Event, name: &str) -> JsValue {
    Reflect::get(event, &name.into()).unwrap_or_default()
}

fn is(event: &Event, name: &str) -> bool {
    member(event, name).is_truthy()
}

fn text_of(event: &Event, name: &str) -> String {
    member(event, name).as_string().unwrap_or_default()
}
