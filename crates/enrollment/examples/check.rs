//! Judges values from standard input, one a line, and writes one JSON object for each.
//!
//! ```sh
//! printf 'FR76 3000 6000 0112 3456 7890 189\n' | cargo run -q -p enrollment --example check -- iban-input
//! ```

use std::io::{self, BufRead, BufWriter, Write};

use enrollment::{
    check::{Checked, Context, Kind, check},
    time::Date,
};
use serde_json::{Value, json};

const USAGE: &str = "usage: check KIND [--on YYYY-MM-DD] [--country CODE] [--minimum-age YEARS] [--direct-debit]

KIND is iban (the electronic form), iban-input (as typed), company_id:TYPE, vat, email, birth_date, phone,
person_name, country or language. Standard input has one value a line; of a birth date, year, month and day with a
tab between them. \\t \\n \\r \\\\ and \\0 are read as the characters they stand for.";

fn main() -> Result<(), String> {
    let (kind, context) = arguments(std::env::args().skip(1))?;
    run(kind, &context).map_err(|error| error.to_string())
}

fn arguments(mut given: impl Iterator<Item = String>) -> Result<(Kind, Context), String> {
    let name = given.next().ok_or(USAGE)?;
    let kind = match name.split_once(':') {
        Some((name, of_type)) => Kind::named(name, Some(of_type)),
        None if name == "iban" => Some(Kind::IbanElectronic),
        None if name == "iban-input" => Some(Kind::Iban),
        None => Kind::named(&name, None),
    };
    let mut context = Context {
        on: today()?,
        minimum_age: 18,
        country: None,
        direct_debit: false,
    };
    while let Some(flag) = given.next() {
        let mut text = || {
            given
                .next()
                .ok_or(format!("{flag} needs a value\n\n{USAGE}"))
        };
        match flag.as_str() {
            "--on" => {
                let text = text()?;
                context.on =
                    Date::parse_iso(&text).ok_or(format!("{text} is not a day YYYY-MM-DD"))?;
            }
            "--country" => {
                let text = text()?;
                let country = text.parse();
                context.country =
                    Some(country.map_err(|_| format!("{text} is not a country's code"))?);
            }
            "--minimum-age" => {
                let text = text()?;
                context.minimum_age = text
                    .parse()
                    .map_err(|_| format!("{text} is not an age in years"))?;
            }
            "--direct-debit" => context.direct_debit = true,
            _ => return Err(format!("{flag} is not known\n\n{USAGE}")),
        }
    }
    Ok((
        kind.ok_or(format!("{name} is not a kind of value\n\n{USAGE}"))?,
        context,
    ))
}

fn today() -> Result<Date, String> {
    let today = jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date();
    Date::parse_iso(&today.to_string()).ok_or_else(|| format!("the clock says {today}"))
}

fn run(kind: Kind, context: &Context) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut line = Vec::new();
    let mut lines = io::stdin().lock();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        let text = text.strip_suffix('\n').unwrap_or(&text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        writeln!(out, "{}", verdict(kind, &unescaped(text), context))?;
        line.clear();
    }
    out.flush()
}

fn verdict(kind: Kind, value: &str, context: &Context) -> Value {
    let (normalized, problem, warning) = match check(kind, value, context) {
        Ok(Checked {
            normalized,
            warning,
        }) => (Some(normalized), None, warning),
        Err(reason) => (None, Some(reason.code()), None),
    };
    json!({
        "input": value,
        "ok": normalized.is_some(),
        "normalized": normalized,
        "problems": Vec::from_iter(problem),
        "warnings": Vec::from_iter(warning.map(|warning| warning.code())),
    })
}

fn unescaped(text: &str) -> String {
    let mut chars = text.chars();
    let mut plain = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('t') => plain.push('\t'),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('0') => plain.push('\0'),
            Some('\\') | None => plain.push('\\'),
            Some(other) => plain.extend(['\\', other]),
        }
    }
    plain
}
