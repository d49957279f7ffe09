//! How soon the form can be typed into, in the real browser, and how late a key is shown there.

mod keys;

use keys::Key;
use serde_json::Value;

use crate::browsers::{self, Browser};
use crate::process::{self, Failure};
use crate::repo::Repo;
use crate::{dist, node, shop};

/// The page that the promises are about.
const WIDGET: &str = "widget";
/// The page that has one input and nothing else.
const FLOOR: &str = "empty page";
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
    for line in promises(&rows).into_iter().chain(latest(&rows)) {
        println!("{line}");
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
    /// What is typed as soon as a key arrives.
    eager: Vec<Key>,
    /// What is typed into the fields, one after the other, once the page has come to rest.
    keys: Vec<Key>,
}

impl Run {
    fn all(&self) -> impl Iterator<Item = &Key> {
        self.eager.iter().chain(&self.keys)
    }
}

impl Row {
    fn of(&self, figure: impl Fn(&Run) -> f64) -> Spread {
        Spread::of(self.runs.iter().map(figure))
    }

    fn keys(&self, keys: impl Fn(&Run) -> &[Key], figure: impl Fn(&Key) -> f64) -> Spread {
        Spread::of(
            self.runs
                .iter()
                .flat_map(|run| keys(run).iter().map(&figure)),
        )
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
    let measured = |run: &Value| {
        Some(Run {
            first_input: run.get("first_input")?.as_f64()?,
            blocking: run.get("blocking")?.as_f64()?,
            eager: Key::read(run.get("eager")?)?,
            keys: Key::read(run.get("keys")?)?,
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
        "key over",
    ];
    let lines = rows.iter().map(|row| {
        [
            row.condition.clone(),
            row.page.clone(),
            row.of(|run| run.first_input).whole(),
            row.of(|run| run.blocking).whole(),
            row.keys(|run| &run.eager, |key| key.shown).worst(),
            row.keys(|run| &run.keys, |key| key.handled).worst(),
            row.keys(|run| &run.keys, |key| key.shown).worst(),
            row.keys(|run| &run.keys, |key| key.over).worst(),
        ]
    });
    let lines: Vec<[String; 8]> = std::iter::once(head.map(str::to_owned))
        .chain(lines)
        .collect();
    let width = |column: fn(&[String; 8]) -> &String| {
        let widths = lines.iter().map(|line| column(line).chars().count());
        widths.max().unwrap_or_default()
    };
    let (condition, page) = (width(|[it, ..]| it), width(|[_, it, ..]| it));
    let printed = lines.iter().map(|line| {
        let [under, of, first, blocking, eager, handled, shown, over] = line;
        format!(
            "{under:condition$}  {of:page$} {first:>20} {blocking:>18} {eager:>12} {handled:>12} {shown:>12} {over:>12}\n"
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
        Some(keys::promises(rival.condition, widget, floor))
    });
    first
        .chain(blocking)
        .chain(typing.into_iter().flatten())
        .collect()
}

/// The latest keys under the first condition that there is a promise for.
fn latest(rows: &[Row]) -> impl Iterator<Item = String> {
    let [rival, ..] = &ADYEN;
    let of = move |page| found(rows, page, rival).map(keys::latest);
    [WIDGET, FLOOR].into_iter().filter_map(of)
}

fn against(what: &str, condition: &str, median: f64, adyen: f64) -> String {
    let outcome = if median < adyen { "held" } else { "not held" };
    format!("{condition}: {what} below Adyen's {adyen:.0} ms: {median:.0} ms, {outcome}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(shown: f64) -> Key {
        Key {
            field: "iban".to_owned(),
            handled: shown - 1.0,
            shown,
            over: shown + 9.0,
        }
    }

    fn row(condition: &str, page: &str, runs: &[(f64, f64, f64)]) -> Row {
        let run = |&(first_input, blocking, last): &(f64, f64, f64)| Run {
            first_input,
            blocking,
            eager: vec![key(last)],
            keys: vec![key(1.0), key(last)],
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
        // Here another key was pressed before the first was heard of.
        let first = [(FLOOR, vec![90.0, 30.0]), (WIDGET, vec![95.0, 141.0, 30.0])];
        for (page, keys) in first {
            let mut rows = rows.iter_mut();
            let row = rows.find(|row| row.page == page && row.condition == "slow 4G, 6x");
            row.unwrap().runs[0].eager = keys.into_iter().map(key).collect();
        }
        let lines = promises(&rows);
        assert!(lines[4].contains("(1 of 4 are"), "{lines:?}");
        assert!(
            lines[5].ends_with("at worst by 51 ms, not held: 1 of 5 keys"),
            "{lines:?}"
        );
        assert!(
            lines[5].contains("(0 of 4 are there too, at worst by 0 ms)"),
            "{lines:?}"
        );
    }

    #[test]
    fn the_latest_keys_are_named_the_latest_first() {
        let rows = rows(&[(1_000.0, 0.0, 30.0), (1_000.0, 0.0, 71.0)]);
        let lines: Vec<String> = latest(&rows).collect();
        let [widget, floor] = lines.as_slice() else {
            panic!("{lines:?}");
        };
        let begin = "slow 4G, 6x, widget, latest: \
            key 1 of visit 2 (iban) handled after 70, shown after 71, over after 80 ms; \
            key 3 of visit 2 (iban) handled after 70,";
        assert!(widget.starts_with(begin), "{widget}");
        assert_eq!(widget.matches("visit").count(), 3, "{widget}");
        assert!(
            floor.starts_with("slow 4G, 6x, empty page, latest: key 1 of visit 1 (iban)"),
            "{floor}"
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
        let key = r#"[{"field":"iban","pressed":7,"handled":1,"shown":2,"over":3}]"#;
        let run = format!(r#"{{"first_input":1.5,"blocking":0,"eager":{key},"keys":{key}}}"#);
        let run = run.as_str();
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
            format!(
                "[{}]",
                whole.replace(&format!(r#""eager":{key}"#), r#""eager":[]"#)
            ),
            format!(
                "[{}]",
                whole.replace(&format!(r#""keys":{key}"#), r#""keys":[]"#)
            ),
            format!("[{}]", whole.replace("over", "moods")),
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
        assert!(lines[4].ends_with(" 20, 40       29, 49"), "{table}");
        let length = lines[0].chars().count();
        let is_even = lines.iter().all(|line| line.chars().count() == length);
        assert!(is_even, "{table}");
    }
}
