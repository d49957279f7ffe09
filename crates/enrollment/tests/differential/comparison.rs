//! Two judges, the values on which they differ, and the differences that are known.

use std::collections::BTreeMap;

/// What a library makes of a text: the value in its one form, or nothing.
pub(crate) type Judge = fn(&str) -> Option<String>;

/// A class of values on which the other library is known to differ.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    /// Which values, as `docs/differences.md` says it.
    pub(crate) values: &'static str,
    pub(crate) ours: Verdict,
    pub(crate) theirs: Verdict,
    pub(crate) right: Side,
    /// Why that side is right, with the source.
    pub(crate) why: &'static str,
    pub(crate) is_of: fn(&str) -> bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    Accepts,
    Refuses,
}

impl Known {
    /// The line of `docs/differences.md`.
    pub(crate) fn row(&self) -> String {
        let word = |verdict| match verdict {
            Verdict::Accepts => "accepts",
            Verdict::Refuses => "refuses",
        };
        let right = match self.right {
            Side::Ours => "ours",
            Side::Theirs => "theirs",
            Side::Open => "open",
        };
        let [ours, theirs] = [word(self.ours), word(self.theirs)];
        format!(
            "| {} | {ours} | {theirs} | {right} | {} |",
            self.values, self.why
        )
    }
}

/// Who is right about a class of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Ours,
    #[expect(dead_code, reason = "so far it has always been this crate")]
    Theirs,
    /// No public source decides it.
    Open,
}

/// How often both said the same, and where they did not.
#[derive(Default)]
struct Tally {
    accepted: usize,
    refused: usize,
    /// By the place of the class in the table: how often, and the first example.
    known: BTreeMap<usize, (usize, String)>,
    unknown: Vec<String>,
}

/// Compares the judges on all values.
///
/// Fails at a difference that `known` does not have, at one in it that does not occur, and when there was little to
/// agree on.
pub(crate) fn compare(
    title: &str,
    values: impl IntoIterator<Item = String>,
    [ours, theirs]: [Judge; 2],
    known: &[Known],
) {
    let mut tally = Tally::default();
    for value in values {
        tally.add(&value, &[ours(&value), theirs(&value)], known);
    }
    println!(
        "{title}: both accept {}, both refuse {}",
        tally.accepted, tally.refused
    );
    for (place, class) in known.iter().enumerate() {
        let (count, example) = tally.known.get(&place).cloned().unwrap_or_default();
        println!("{count:>6} {} e.g. {example}", class.row());
    }
    let missing = (known.iter().enumerate())
        .filter(|(place, _)| !tally.known.contains_key(place))
        .map(|(_, class)| class.values);
    assert!(
        tally.unknown.is_empty(),
        "{title}: {} differences that no table has:\n{}",
        tally.unknown.len(),
        tally
            .unknown
            .iter()
            .take(50)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("\n")
    );
    assert_eq!(
        missing.collect::<Vec<_>>(),
        Vec::<&str>::new(),
        "{title}: known and never seen"
    );
    assert!(
        tally.accepted > 1_000 && tally.refused > 1_000,
        "{title}: too little to compare"
    );
}

impl Tally {
    fn add(&mut self, value: &str, forms: &[Option<String>; 2], known: &[Known]) {
        let [ours, theirs] = forms;
        if ours == theirs {
            if ours.is_some() {
                self.accepted += 1;
            } else {
                self.refused += 1;
            }
            return;
        }
        let verdicts = forms.each_ref().map(|form| match form {
            Some(_) => Verdict::Accepts,
            None => Verdict::Refuses,
        });
        let class = known
            .iter()
            .position(|class| [class.ours, class.theirs] == verdicts && (class.is_of)(value));
        match class {
            Some(place) => {
                let first = || (0, value.to_owned());
                let (count, _) = self.known.entry(place).or_insert_with(first);
                *count += 1;
            }
            None => self
                .unknown
                .push(format!("{value}: ours {ours:?}, theirs {theirs:?}")),
        }
    }
}
