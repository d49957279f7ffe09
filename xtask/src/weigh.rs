//! How much of the shipped WebAssembly is there for the domain: the values, their parsers and the signature.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{self, Failure};
use crate::repo::{self, Repo};
use crate::wasm::Module;
use crate::{shipment, slim, tools, trunk};

/// The most that the domain may add.
const LIMIT: usize = 12_000;

/// Tables that the widget has no use for: the mailbox providers, whose likely typos only `validate()` tells.
const ELSEWHERE: usize = 1;

/// How many compressions make a figure.
const BEGINS: usize = 8;

/// Where its functions are written and its tables lie.
const DOMAIN: &str = "crates/enrollment/src/domain";
/// What a function of it is called in the WebAssembly.
const FUNCTIONS: &str = "enrollment::domain::";

/// Prints what the domain adds and fails above the limit.
///
/// That is the difference that its functions and tables make to the compressed WebAssembly, cut out of it as it is
/// shipped but for the names, by which the functions are found. What is not found so is told in
/// `docs/decisions/0006-bytes-for-values.md`.
pub(crate) fn check(repo: &Repo) -> Result<(), Failure> {
    let wasm = repo::read_bytes(&named(repo)?)?;
    let module = Module::read(&wasm)?;
    let tables = tables(&repo.path(DOMAIN))?;
    let (all, code) = (tables.len(), module.code_and_data());
    let (here, elsewhere): (Vec<_>, Vec<_>) = tables
        .into_iter()
        .partition(|table| place_of(table, &code).is_some());
    if elsewhere.len() > ELSEWHERE {
        return Err(Failure::new(format!(
            "{} of {all} tables are not in the WebAssembly, {ELSEWHERE} was expected: is it another one?",
            elsewhere.len()
        )));
    }
    let without = here
        .iter()
        .fold(module.without(is_of_the_domain)?, |rest, table| {
            cut(rest, table)
        });
    let added = brotli(&module.code_and_data())?.saturating_sub(brotli(&without)?);
    println!(
        "The domain, functions and {} of its {all} tables, adds {added} bytes of it (limit {LIMIT})",
        here.len()
    );
    judge(added)
}

/// A function of the domain's own, or of a trait that a type of it has.
fn is_of_the_domain(name: &str) -> bool {
    name.trim_start_matches('<').starts_with(FUNCTIONS)
}

/// The widget with its names, otherwise as it is shipped.
fn named(repo: &Repo) -> Result<PathBuf, Failure> {
    let built = trunk::fetch(repo)?
        .target
        .join(tools::BROWSER_TARGET)
        .join("widget/enrollment_widget.wasm");
    let folder = repo.path("target/weigh");
    repo::empty(&folder)?;
    let mut command = repo.command("wasm-bindgen");
    command
        .args(["--target", "no-modules", "--keep-debug", "--out-dir"])
        .arg(&folder)
        .arg(built);
    process::run(&mut command)?;
    let named = folder.join("named.wasm");
    slim::with_names(repo, &folder.join("enrollment_widget_bg.wasm"), &named)?;
    Ok(named)
}

/// The packed tables, which lie beside the functions as text.
fn tables(folder: &Path) -> Result<Vec<Vec<u8>>, Failure> {
    let mut tables = Vec::new();
    let entries = fs::read_dir(folder)
        .map_err(|error| Failure::new(format!("{}: {error}", folder.display())))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            tables.extend(self::tables(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            tables.push(repo::read_bytes(&path)?);
        }
    }
    Ok(tables)
}

fn place_of(table: &[u8], bytes: &[u8]) -> Option<usize> {
    bytes.windows(table.len()).position(|part| part == table)
}

fn cut(mut bytes: Vec<u8>, table: &[u8]) -> Vec<u8> {
    if let Some(at) = place_of(table, &bytes) {
        bytes.drain(at..at + table.len());
    }
    bytes
}

/// Length after brotli, as the mean over several begins. A single one moves by more than a hundred bytes with where
/// brotli happens to divide its input; the bytes put before are the same for all that is compared.
fn brotli(bytes: &[u8]) -> Result<usize, Failure> {
    let mut sum = 0;
    for begin in 0..BEGINS {
        let mut begun: Vec<u8> = (0..=u8::MAX).cycle().take(begin * 97).collect();
        begun.extend_from_slice(bytes);
        sum += shipment::brotli_length(&begun).map_err(|error| {
            Failure::new(format!("the WebAssembly cannot be compressed: {error}"))
        })?;
    }
    Ok(sum / BEGINS)
}

fn judge(added: usize) -> Result<(), Failure> {
    match added.checked_sub(LIMIT) {
        None | Some(0) => Ok(()),
        Some(above) => Err(Failure::new(format!(
            "the domain adds {added} bytes of brotli, {above} above the limit of {LIMIT}"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_above_the_limit_fails() {
        assert!(judge(LIMIT).is_ok());
        let line = judge(LIMIT + 1).unwrap_err().to_string();
        assert!(
            line.contains("12001") && line.contains(" 1 above"),
            "{line}"
        );
    }

    #[test]
    fn what_merely_takes_a_value_is_not_of_the_domain() {
        for name in [
            "enrollment::domain::iban::Iban::parse",
            "<enrollment::domain::email::Email as core::str::traits::FromStr>::from_str",
            "enrollment::domain::country::Codes::next",
            "<enrollment::domain::consent::Consent as core::clone::Clone>::clone",
        ] {
            assert!(is_of_the_domain(name), "{name}");
        }
        for name in [
            "<enrollment::wire::PostAddress as core::convert::From<&enrollment::domain::PostalAddress>>::from",
            "core::ptr::drop_in_place<enrollment::domain::iban::Iban>",
            "enrollment::check::check",
        ] {
            assert!(!is_of_the_domain(name), "{name}");
        }
    }

    #[test]
    fn a_table_is_cut_out_where_it_is() {
        assert_eq!(cut(b"code AD+8n end".to_vec(), b"AD+8n "), b"code end");
        assert_eq!(cut(b"code".to_vec(), b"AD+8n"), b"code");
    }

    #[test]
    fn the_tables_are_the_text_files_of_the_domain() {
        let domain = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .join(DOMAIN);
        assert_eq!(tables(&domain).unwrap().len(), 8);
    }
}
