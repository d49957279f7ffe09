//! How late keys are shown.

use serde_json::Value;

use super::{Row, Run, Spread};

/// The most that a key may take until it is shown, in milliseconds.
const LIMIT: f64 = 50.0;
/// How many of the latest keys are named.
const NAMED: usize = 3;

/// A key, in milliseconds from the press.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// The id of the field it was typed into.
    pub(super) field: String,
    /// Until the page has heard of it.
    pub(super) handled: f64,
    /// Until the frame that shows it has been made.
    pub(super) shown: f64,
    /// Until the browser turns to other things.
    pub(super) over: f64,
}

impl Key {
    /// Keys as the measured page writes them; none at all are no figures.
    pub(super) fn read(keys: &Value) -> Option<Vec<Self>> {
        let read = |key: &Value| {
            Some(Self {
                field: key.get("field")?.as_str()?.to_owned(),
                handled: key.get("handled")?.as_f64()?,
                shown: key.get("shown")?.as_f64()?,
                over: key.get("over")?.as_f64()?,
            })
        };
        let keys: Option<Vec<Self>> = keys.as_array()?.iter().map(read).collect();
        keys.filter(|keys| !keys.is_empty())
    }
}

/// How late keys are shown, those of the first second too, and how much of that is the widget's: what is beyond the same key of the empty
/// page as it usually is, since the first ones cost the browser itself more. The empty page's own keys say how steady the machine was.
pub(super) fn promises(condition: &str, widget: &Row, floor: &Row) -> [String; 2] {
    let delays_of = |row: &Row| -> Vec<f64> {
        let of = |keys: fn(&Run) -> &[Key]| {
            let of_run = move |run| delays(keys(run), floor, keys);
            row.runs.iter().flat_map(of_run)
        };
        of(|run| &run.eager).chain(of(|run| &run.keys)).collect()
    };
    let keys_of = |row: &Row| -> Vec<f64> {
        let keys = row.runs.iter().flat_map(Run::all);
        keys.map(|key| key.shown).collect()
    };
    let [keys, keys_there] = [widget, floor].map(keys_of);
    let [delays, delays_there] = [widget, floor].map(delays_of);
    let of_all = |keys: &[f64]| Spread::of(keys.iter().copied());
    let spread = of_all(&delays);
    [
        format!(
            "{condition}: no key shown later than {LIMIT:.0} ms ({} of {} are on the empty page): {}",
            late(&keys_there),
            keys_there.len(),
            outcome(&keys)
        ),
        format!(
            "{condition}: no key delayed by more than {LIMIT:.0} ms beside the same on the empty page \
             ({} of {} are there too, at worst by {:.0} ms): usually by {:.0} ms, at worst by {:.0} ms, {}",
            late(&delays_there),
            delays_there.len(),
            of_all(&delays_there).most,
            spread.median,
            spread.most,
            outcome(&delays)
        ),
    ]
}

/// How much later each key is shown than the one in its place is on the empty page, as a rule. Places count from the end: before the first key
/// that arrives others may be pressed.
fn delays(keys: &[Key], floor: &Row, there: fn(&Run) -> &[Key]) -> Vec<f64> {
    let usual = |place: usize| {
        let in_place = |run| {
            let mut keys = there(run).iter();
            let first = keys.clone().next();
            keys.nth_back(place).or(first)
        };
        let keys = floor.runs.iter().filter_map(in_place);
        Spread::of(keys.map(|key| key.shown)).median
    };
    let keys = keys.iter().rev().enumerate();
    keys.map(|(place, key)| key.shown - usual(place)).collect()
}

/// Which keys of a page were shown last of all, to see what they have in common.
pub(super) fn latest(row: &Row) -> String {
    let of_run = |(visit, run)| {
        let keys = Run::all(run).enumerate();
        keys.map(move |(place, key)| (visit + 1, place + 1, key))
    };
    let mut keys: Vec<(usize, usize, &Key)> =
        row.runs.iter().enumerate().flat_map(of_run).collect();
    keys.sort_by(|(.., one), (.., other)| other.shown.total_cmp(&one.shown));
    let named = keys.iter().take(NAMED).map(|(visit, place, key)| {
        let Key {
            field,
            handled,
            shown,
            over,
        } = key;
        format!("key {place} of visit {visit} ({field}) handled after {handled:.0}, shown after {shown:.0}, over after {over:.0} ms")
    });
    let named: Vec<String> = named.collect();
    format!(
        "{}, {}, latest: {}",
        row.condition,
        row.page,
        named.join("; ")
    )
}

/// How many keys took longer than any may.
fn late(keys: &[f64]) -> usize {
    keys.iter().filter(|key| **key > LIMIT).count()
}

fn outcome(keys: &[f64]) -> String {
    match late(keys) {
        0 => "held".to_owned(),
        late => format!("not held: {late} of {} keys", keys.len()),
    }
}
