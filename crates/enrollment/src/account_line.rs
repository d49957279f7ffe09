//! An IBAN while it is typed: in groups of four, with the caret where it was, and a history of its own.
//!
//! Browsers forget their undo history when a script writes into an input, and put the caret at its end. So every edit of
//! the browser's comes here as it left the input, and what the input has to show goes back.

use alloc::{string::String, vec::Vec};

use crate::{domain::iban::group, sensitive::Sensitive};

/// How many edits can be undone.
const LONGEST: usize = 200;

/// What an input shows. Places are counted in UTF-16 units, as browsers count them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The text in it.
    pub text: Sensitive<String>,
    /// Where the selection begins; the caret, where it ends there too.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// Which way a key that deletes one character goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deletion {
    /// Backspace.
    Backward,
    /// Delete.
    Forward,
}

/// The input of an account number.
#[derive(Clone, Debug)]
pub struct AccountLine {
    /// Never empty: what was shown after each edit, with the selection that the next one began with.
    history: Vec<Shown>,
    at: usize,
}

impl Default for AccountLine {
    fn default() -> Self {
        Self::filled("")
    }
}

impl AccountLine {
    /// A line that was filled in: nothing can be undone.
    #[must_use]
    pub fn filled(text: &str) -> Self {
        let text = group(text);
        let end = units(&text);
        Self {
            history: Vec::from([Shown {
                text: text.into(),
                from: end,
                to: end,
            }]),
            at: 0,
        }
    }

    /// What the input is to show.
    #[must_use]
    pub fn shown(&self) -> &Shown {
        self.history.get(self.at).unwrap_or(
            const {
                &Shown {
                    text: Sensitive::new(String::new()),
                    from: 0,
                    to: 0,
                }
            },
        )
    }

    /// The selection with which the next edit begins: that of the input just before it.
    pub fn select(&mut self, from: usize, to: usize) {
        if let Some(shown) = self.history.get_mut(self.at) {
            (shown.from, shown.to) = (from, to);
        }
    }

    /// An edit, as the browser left the input; what a key deleted that deletes one character is told apart.
    pub fn edited(&mut self, left: &Shown, deletion: Option<Deletion>) -> &Shown {
        let raw = left.text.reveal();
        let mut text = group(raw);
        let place = |units| group(prefix(raw, units));
        let (mut from, mut to) = (units(&place(left.from)), units(&place(left.to)));
        let before = self.shown();
        let was_caret = before.from == before.to;
        // The key took a gap and nothing else: it was meant for the character behind that. Whoever selects a gap means the gap.
        if let Some(deletion) =
            deletion.filter(|_| was_caret && from == to && text == *before.text.reveal())
        {
            let kept = significant(prefix(&text, from)).count();
            let taken = match deletion {
                Deletion::Backward => kept.checked_sub(1),
                Deletion::Forward => Some(kept),
            };
            let rest = |wanted: &dyn Fn(usize) -> bool| -> String {
                let chars = significant(&text).enumerate();
                chars
                    .filter(|(index, _)| wanted(*index))
                    .map(|(_, c)| c)
                    .collect()
            };
            let before = rest(&|index| index < kept && Some(index) != taken);
            from = units(&group(&before));
            to = from;
            text = group(&rest(&|index| Some(index) != taken));
        }
        let end = units(&text);
        let (from, to) = (from.min(end), to.min(end));
        if text == *self.shown().text.reveal() {
            self.select(from, to);
            return self.shown();
        }
        self.history.truncate(self.at + 1);
        if self.history.len() > LONGEST {
            self.history.remove(0);
        }
        self.at = self.history.len();
        self.history.push(Shown {
            text: text.into(),
            from,
            to,
        });
        self.shown()
    }

    /// What was there before the last edit, as it was when that began.
    pub fn undo(&mut self) -> &Shown {
        self.at = self.at.saturating_sub(1);
        self.shown()
    }

    /// What was undone last.
    pub fn redo(&mut self) -> &Shown {
        if self.at + 1 < self.history.len() {
            self.at += 1;
        }
        self.shown()
    }
}

fn significant(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| *c != ' ')
}

/// The length as browsers count it.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The beginning of a text, up to so many units.
fn prefix(text: &str, units: usize) -> &str {
    let mut left = units;
    let end = text.char_indices().find(|(_, c)| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        !fits
    });
    end.map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}
