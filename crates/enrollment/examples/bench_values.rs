//! Times the check of 500 IBANs, right and wrong ones, and writes them down with the figures for others to be timed by.
//!
//! ```sh
//! cargo run --release -p enrollment --example bench_values -- values.json
//! ```

use std::{fs, hint::black_box, time::Instant};

use enrollment::{
    check::{Context, Kind, check},
    domain::iban::group,
    time::Timestamp,
};
use serde_json::{Value, json};

#[expect(dead_code, reason = "made for the tests, which need more of it")]
#[path = "../tests/support/iban.rs"]
mod iban;
#[path = "../tests/support/mutation.rs"]
mod mutation;
#[allow(dead_code, reason = "tests use more of it")]
#[path = "../tests/support/random.rs"]
mod random;

use iban::{Structure, registry};
use mutation::{Mutation, is_iban};
use random::Random;

const SEED: u64 = 102;
const VALUES: usize = 500;
/// Odd, so that one of them is the median.
const ROUNDS: usize = 31;
/// How often a round goes over its values: a clock's tick must not show.
const PASSES: usize = 20;

/// What a value was made to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Valid,
    /// In groups of four, in small letters every other time.
    Typed,
    /// Complete and of the right characters, but for one or two of them.
    WrongCheckDigits,
    Malformed,
}

struct Sample {
    text: String,
    class: Class,
    valid: bool,
}

struct Row<'a> {
    name: &'static str,
    samples: Vec<&'a Sample>,
    /// Of one check, for each round.
    nanoseconds: Vec<f64>,
}

fn main() -> Result<(), String> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: bench_values FILE.json")?;
    let samples = samples();
    let row = |name, of: &dyn Fn(Class) -> bool| Row {
        name,
        samples: samples.iter().filter(|sample| of(sample.class)).collect(),
        nanoseconds: Vec::new(),
    };
    let mut rows = [
        row("all values", &|_| true),
        row("valid", &|class| class == Class::Valid),
        row("wrong check digits", &|class| {
            class == Class::WrongCheckDigits
        }),
        row("valid, as typed with spaces", &|class| {
            class == Class::Typed
        }),
    ];
    // In turns, so that a busy moment of the machine does not fall on one row.
    for _ in 0..ROUNDS {
        for row in &mut rows {
            row.time();
        }
    }
    let rows = rows.map(Row::report);
    let values: Vec<_> = samples
        .iter()
        .map(|sample| json!({"text": sample.text, "valid": sample.valid}))
        .collect();
    let report = json!({"native": rows, "values": values});
    fs::write(&path, report.to_string()).map_err(|error| format!("{path}: {error}"))
}

/// The same values in every run: of each country two valid ones and one as typed, the rest with something wrong.
fn samples() -> Vec<Sample> {
    let structures = registry();
    let mut random = Random::new(SEED);
    let mut samples = Vec::new();
    for (index, structure) in structures.iter().enumerate() {
        let mut add = |text, class| {
            samples.push(Sample {
                text,
                class,
                valid: true,
            });
        };
        add(structure.random(&mut random), Class::Valid);
        add(structure.random(&mut random), Class::Valid);
        let typed = group(&structure.random(&mut random));
        let small = index.is_multiple_of(2);
        add(
            if small { typed.to_lowercase() } else { typed },
            Class::Typed,
        );
    }
    let mut mutations = Mutation::ALL.into_iter().cycle();
    while let Some(mutation) = mutations.next().filter(|_| samples.len() < VALUES) {
        samples.extend(wrong(mutation, &structures, &mut random));
    }
    samples
}

/// A value to which that happened; none where it did no harm.
fn wrong(mutation: Mutation, structures: &[Structure], random: &mut Random) -> Option<Sample> {
    let structure = structures.get(random.below(structures.len()))?;
    let text = mutation.of(structure, random);
    (!is_iban(&text.to_uppercase(), structures)).then_some(Sample {
        text,
        class: match mutation {
            Mutation::Substituted | Mutation::Swapped | Mutation::NeverIssued => {
                Class::WrongCheckDigits
            }
            _ => Class::Malformed,
        },
        valid: false,
    })
}

impl Row<'_> {
    fn time(&mut self) {
        let checks = u32::try_from(self.samples.len() * PASSES).unwrap_or(u32::MAX);
        let start = Instant::now();
        for sample in std::iter::repeat_n(&self.samples, PASSES).flatten() {
            let _ = black_box(is_accepted(black_box(&sample.text)));
        }
        let elapsed = start.elapsed().as_secs_f64() * 1e9;
        self.nanoseconds.push(elapsed / f64::from(checks));
    }

    /// The median round, and how many of the samples are judged as they were made.
    fn report(mut self) -> Value {
        self.nanoseconds.sort_by(f64::total_cmp);
        let as_made = |sample: &&&Sample| is_accepted(&sample.text) == sample.valid;
        json!({
            "name": self.name,
            "count": self.samples.len(),
            "right": self.samples.iter().filter(as_made).count(),
            "nanoseconds": self.nanoseconds.get(ROUNDS / 2),
        })
    }
}

fn is_accepted(text: &str) -> bool {
    let context = Context {
        on: Timestamp::EPOCH.date(),
        minimum_age: 18,
        country: None,
        direct_debit: false,
    };
    // The value comes with the verdict, and making it costs time too.
    black_box(check(Kind::Iban, text, &context)).is_ok()
}
