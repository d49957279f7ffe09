//! How soon the form can be typed into, in the real browser, and how late a key is shown there.

use serde_json::Value;

use crate::browsers::{self, Browser};
use crate::process::{self, Failure};
use crate::repo::Repo;
use crate::{dist, node, shop};

/// The page that the promises are about.
const WIDGET: &str = "widget";
/// The page that has one input and nothing else.
const FLOOR: &str = "empty page";
/// The most that a key may take until it is shown, in milliseconds.
const TYPING_LIMIT: f64 = 50.0;
/// Adyen's two-field component, measured in the same way.
const ADYEN: [Rival; 2] = [
    Rival {
        condition: "slow 4G, 6x",
        first_input: 1_908.0,
        blocking: 747.0,
    },
    Rival {
        condition: "plain network, 1x",
        first_input: 357.0,
        blocking: 127.0,
    },
];

pub(super) fn run(repo: &Repo, runs: u32) -> Result<(), Failure> {
    // Whatever is in dist/ already could be of other sources.
    dist::build(repo)?;
    Browser::Chromium.ensure(repo)?;
    node::ensure_packages(repo)?;
    let mut command = repo.command("node");
    command
        .arg(repo.path("tests/bench/form.mjs"))
        .arg(runs.to_string())
        .env("CHROMIUM", browsers::chromium(repo)?);
    shop::serve_dist(repo, &mut command)?;
    let rows = read(&process::output(&mut command)?)?;
    print!("{}", table(&rows));
    for promise in promises(&rows) {
        println!("{promise}");
    }
    Ok(())
}

/// In milliseconds.
#[derive(Debug)]
struct Rival {
    condition: &'static str,
    first_input: f64,
    blocking: f64,
}

/// A page under a condition.
#[derive(Debug)]
struct Row {
    condition: String,
    page: String,
    runs: Vec<Run>,
}

/// One visit, in milliseconds.
#[derive(Clone, Debug)]
struct Run {
    first_input: f64,
    blocking: f64,
    /// Of each key that is typed as soon as one arrives, until the frame that shows it.
    eager: Vec<f64>,
    /// Of each key, until the page has heard of it.
    handled: Vec<f64>,
    /// Of each key, until the frame that shows it.
    shown: Vec<f64>,
}

impl Run {
    /// Every key, until the frame that shows it.
    fn keys(&self) -> impl Iterator<Item = &f64> + Clone {
        self.eager.iter().chain(&self.shown)
    }
}

impl Row {
    fn of(&self, figure: impl Fn(&Run) -> f64) -> Spread {
        Spread::of(self.runs.iter().map(figure))
    }

    fn keys(&self, figure: impl Fn(&Run) -> &[f64]) -> Spread {
        Spread::of(self.runs.iter().flat_map(|run| figure(run).iter().copied()))
    }
}

/// Where the middle of some values is, and their ends.
#[derive(Debug, PartialEq)]
struct Spread {
    median: f64,
    least: f64,
    most: f64,
}

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.collect();
        values.sort_unstable_by(f64::total_cmp);
        let at = |place: usize| values.get(place).copied().unwrap_or_default();
        Self {
            median: at(values.len() / 2),
            least: at(0),
            most: at(values.len().saturating_sub(1)),
        }
    }

    fn whole(&self) -> String {
        let Self {
            median,
            least,
            most,
        } = self;
        format!("{median:.0} ({least:.0}–{most:.0})")
    }

    fn worst(&self) -> String {
        format!("{:.0}, {:.0}", self.median, self.most)
    }
}

fn read(text: &str) -> Result<Vec<Row>, Failure> {
    let all = |values: &Value| -> Option<Vec<f64>> {
        let values = values.as_array()?;
        let values: Option<Vec<f64>> = values.iter().map(Value::as_f64).collect();
        values.filter(|values| !values.is_empty())
    };
    let measured = |run: &Value| {
        Some(Run {
            first_input: run.get("first_input")?.as_f64()?,
            blocking: run.get("blocking")?.as_f64()?,
            eager: all(run.get("eager")?)?,
            handled: all(run.get("handled")?)?,
            shown: all(run.get("shown")?)?,
        })
    };
    let row = |row: &Value| {
        let runs = row.get("runs")?.as_array()?.iter().map(measured);
        Some(Row {
            condition: row.get("condition")?.as_str()?.to_owned(),
            page: row.get("page")?.as_str()?.to_owned(),
            runs: runs.collect::<Option<_>>()?,
        })
    };
    serde_json::from_str::<Value>(text)
        .ok()
        .and_then(|rows| rows.as_array()?.iter().map(row).collect())
        .filter(|rows: &Vec<Row>| rows.iter().all(|row| !row.runs.is_empty()))
        .filter(|rows| {
            let is_there = |page| ADYEN.iter().all(|rival| found(rows, page, rival).is_some());
            [WIDGET, FLOOR].into_iter().all(is_there)
        })
        .ok_or_else(|| Failure::new("the benchmark did not write the figures it should"))
}

/// A page under the condition of a rival.
fn found<'a>(rows: &'a [Row], page: &str, rival: &Rival) -> Option<&'a Row> {
    let mut rows = rows.iter();
    rows.find(|row| row.page == page && row.condition == rival.condition)
}

/// Medians with the least and the most; of keys the median and the worst.
fn table(rows: &[Row]) -> String {
    let head = [
        "in milliseconds",
        "",
        "first input",
        "blocking",
        "first keys",
        "key handled",
        "key shown",
    ];
    let lines = rows.iter().map(|row| {
        [
            row.condition.clone(),
            row.page.clone(),
            row.of(|run| run.first_input).whole(),
            row.of(|run| run.blocking).whole(),
            row.keys(|run| &run.eager).worst(),
            row.keys(|run| &run.handled).worst(),
            row.keys(|run| &run.shown).worst(),
        ]
    });
    let lines: Vec<[String; 7]> = std::iter::once(head.map(str::to_owned))
        .chain(lines)
        .collect();
    let width = |column: fn(&[String; 7]) -> &String| {
        let widths = lines.iter().map(|line| column(line).chars().count());
        widths.max().unwrap_or_default()
    };
    let (condition, page) = (width(|[it, ..]| it), width(|[_, it, ..]| it));
    let printed = lines.iter().map(|line| {
        let [under, of, first, blocking, eager, handled, shown] = line;
        format!(
            "{under:condition$}  {of:page$} {first:>20} {blocking:>18} {eager:>12} {handled:>12} {shown:>12}\n"
        )
    });
    printed.collect()
}

/// A line for each promise: whether the medians keep it, and every key the last ones.
fn promises(rows: &[Row]) -> Vec<String> {
    let widgets: Vec<(&Rival, &Row)> = ADYEN
        .iter()
        .filter_map(|rival| Some((rival, found(rows, WIDGET, rival)?)))
        .collect();
    let first = widgets.iter().map(|(rival, row)| {
        let median = row.of(|run| run.first_input).median;
        against("first input", rival.condition, median, rival.first_input)
    });
    let blocking = widgets.iter().map(|(rival, row)| {
        let median = row.of(|run| run.blocking).median;
        against("blocking", rival.condition, median, rival.blocking)
    });
    let typing = widgets.first().and_then(|(rival, widget)| {
        let floor = found(rows, FLOOR, rival)?;
        Some(typing(rival.condition, widget, floor))
    });
    first
        .chain(blocking)
        .chain(typing.into_iter().flatten())
        .collect()
}

/// How late keys are shown, those of the first second too, and how much of that is the widget's: what is beyond the same key of the empty
/// page as it usually is, since the first ones cost the browser itself more. The empty page's own keys say how steady the machine was.
fn typing(condition: &str, widget: &Row, floor: &Row) -> [String; 2] {
    let first = |place: usize| {
        let keys = floor.runs.iter().filter_map(|run| run.eager.get(place));
        Spread::of(keys.copied()).median
    };
    let usual = floor.keys(|run| &run.shown).median;
    let delays_of = |row: &Row| -> Vec<f64> {
        let of_run = |run: &Run| {
            let eager = run.eager.iter().enumerate();
            let eager = eager.map(|(place, key)| key - first(place));
            let shown = run.shown.iter().map(|key| key - usual);
            eager.chain(shown).collect::<Vec<f64>>()
        };
        row.runs.iter().flat_map(of_run).collect()
    };
    let keys_of =
        |row: &Row| -> Vec<f64> { row.runs.iter().flat_map(Run::keys).copied().collect() };
    let [keys, keys_there] = [widget, floor].map(keys_of);
    let [delays, delays_there] = [widget, floor].map(delays_of);
    let of_all = |keys: &[f64]| Spread::of(keys.iter().copied());
    let spread = of_all(&delays);
    [
        format!(
            "{condition}: no key shown later than {TYPING_LIMIT:.0} ms ({} of {} are on the empty page): {}",
            late(&keys_there),
            keys_there.len(),
            outcome(&keys)
        ),
        format!(
            "{condition}: no key delayed by more than {TYPING_LIMIT:.0} ms beside the same on the empty page \
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

/// How many keys took longer than any may.
fn late(keys: &[f64]) -> usize {
    keys.iter().filter(|key| **key > TYPING_LIMIT).count()
}

fn outcome(keys: &[f64]) -> String {
    match late(keys) {
        0 => "held".to_owned(),
        late => format!("not held: {late} of {} keys", keys.len()),
    }
}

fn against(what: &str, condition: &str, median: f64, adyen: f64) -> String {
    let outcome = if median < adyen { "held" } else { "not held" };
    format!("{condition}: {what} below Adyen's {adyen:.0} ms: {median:.0} ms, {outcome}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(condition: &str, page: &str, runs: &[(f64, f64, f64)]) -> Row {
        let run = |&(first_input, blocking, key): &(f64, f64, f64)| Run {
            first_input,
            blocking,
            eager: vec![key],
            handled: vec![key - 1.0],
            shown: vec![1.0, key],
        };
        Row {
            condition: condition.to_owned(),
            page: page.to_owned(),
            runs: runs.iter().map(run).collect(),
        }
    }

    fn rows(slow: &[(f64, f64, f64)]) -> Vec<Row> {
        vec![
            row("plain network, 1x", FLOOR, &[(60.0, 0.0, 9.0)]),
            row("plain network, 1x", WIDGET, &[(356.0, 126.0, 9.0)]),
            row("slow 4G, 6x", FLOOR, &[(800.0, 0.0, 20.0)]),
            row("slow 4G, 6x", WIDGET, slow),
        ]
    }

    #[test]
    fn a_spread_is_of_the_values_themselves() {
        let spread = Spread::of([3.0, 1.0, 2.0].into_iter());
        assert_eq!(spread.whole(), "2 (1–3)");
        assert_eq!(spread.worst(), "2, 3");
    }

    #[test]
    fn there_is_a_line_for_each_promise() {
        let held = promises(&rows(&[(1_907.0, 746.0, 50.0)]));
        assert_eq!(held.len(), 6);
        assert!(held.iter().all(|line| line.ends_with("held")), "{held:?}");
        assert!(
            !held.iter().any(|line| line.contains("not held")),
            "{held:?}"
        );
    }

    #[test]
    fn what_is_not_below_is_not_held() {
        let lines = promises(&rows(&[(1_908.0, 747.0, 70.1)]));
        let broken: Vec<&String> = lines
            .iter()
            .filter(|line| line.contains("not held"))
            .collect();
        assert_eq!(broken.len(), 4, "{lines:?}");
        assert!(broken.iter().all(|line| line.starts_with("slow 4G, 6x: ")));
        assert!(lines[0].contains("1908 ms: 1908 ms"), "{lines:?}");
        assert!(lines[4].ends_with("not held: 2 of 3 keys"), "{lines:?}");
        assert!(
            lines[5].ends_with("by 50 ms, at worst by 50 ms, not held: 2 of 3 keys"),
            "{lines:?}"
        );
    }

    #[test]
    fn a_first_key_is_compared_with_a_first_one() {
        let mut rows = rows(&[(1_000.0, 0.0, 30.0)]);
        for (page, first) in [(FLOOR, 90.0), (WIDGET, 141.0)] {
            let mut rows = rows.iter_mut();
            let row = rows.find(|row| row.page == page && row.condition == "slow 4G, 6x");
            row.unwrap().runs[0].eager = vec![first, 30.0];
        }
        let lines = promises(&rows);
        assert!(lines[4].contains("(1 of 4 are"), "{lines:?}");
        assert!(
            lines[5].ends_with("at worst by 51 ms, not held: 1 of 4 keys"),
            "{lines:?}"
        );
        assert!(
            lines[5].contains("(0 of 4 are there too, at worst by 0 ms)"),
            "{lines:?}"
        );
    }

    #[test]
    fn the_middle_of_the_runs_counts_and_the_worst_of_the_keys() {
        let lines = promises(&rows(&[
            (5_000.0, 0.0, 10.0),
            (1_000.0, 9_000.0, 10.0),
            (1_000.0, 0.0, 60.0),
        ]));
        let broken = lines.iter().filter(|line| line.contains("not held"));
        assert_eq!(broken.count(), 1, "{lines:?}");
    }

    #[test]
    fn figures_that_lack_something_are_no_figures() {
        let line = |condition: &str, page: &str, run: &str| {
            format!(r#"{{"condition":"{condition}","page":"{page}","runs":[{run}]}}"#)
        };
        let run = r#"{"first_input":1.5,"blocking":0,"eager":[3],"handled":[1],"shown":[2]}"#;
        let whole = ["slow 4G, 6x", "plain network, 1x"]
            .map(|condition| [line(condition, WIDGET, run), line(condition, FLOOR, run)].join(","))
            .join(",");
        assert_eq!(read(&format!("[{whole}]")).unwrap().len(), 4);
        for text in [
            String::new(),
            "[]".to_owned(),
            format!("[{}]", line("slow 4G, 6x", WIDGET, run)),
            format!("[{whole},{}]", line("plain network, 1x", WIDGET, "")),
            format!("[{}]", whole.replace(FLOOR, "another page")),
            format!("[{}]", whole.replace("[2]", "[]")),
            format!("[{}]", whole.replace("[3]", "[]")),
            format!("[{}]", whole.replace("blocking", "moods")),
        ] {
            assert!(read(&text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_table_has_a_line_for_each_page_under_each_condition() {
        let table = table(&rows(&[(1_000.0, 10.0, 20.0), (3_000.0, 30.0, 40.0)]));
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 5);
        assert!(lines[4].contains(" 3000 (1000–3000) "), "{table}");
        assert!(lines[4].ends_with(" 20, 40"), "{table}");
        let length = lines[0].chars().count();
        let is_even = lines.iter().all(|line| line.chars().count() == length);
        assert!(is_even, "{table}");
    }
}
