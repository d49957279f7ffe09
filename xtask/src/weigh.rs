//! How much of the shipped WebAssembly is there for the values and their parsers.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{self, Failure};
use crate::repo::{self, Repo};
use crate::wasm::Module;
use crate::{shipment, slim, tools, trunk};

/// The most that the values may add.
const LIMIT: usize = 12_000;

/// Where the parsers and their tables are. The list of countries is a constant and not counted: the form shows it anyway.
const DOMAIN: &str = "crates/enrollment/src/domain";
/// What a function of theirs is called in the WebAssembly.
const PARSERS: &str = "enrollment::domain::";
/// In that folder and no value: the signature, which the flow holds.
const CONSENT: &str = "enrollment::domain::consent::";

/// Prints what the values add and fails above the limit.
///
/// That is the difference that their functions and tables make to the compressed WebAssembly, cut out of it as it is
/// shipped but for the names, by which they are found.
pub(crate) fn check(repo: &Repo) -> Result<(), Failure> {
    let wasm = repo::read_bytes(&named(repo)?)?;
    let module = Module::read(&wasm)?;
    let tables = tables(&repo.path(DOMAIN))?;
    let without = module
        .without(is_of_a_value)
        .and_then(|rest| tables.iter().try_fold(rest, |rest, table| cut(rest, table)))?;
    let added = brotli(&module.code_and_data())?.saturating_sub(brotli(&without)?);
    println!(
        "The values and their tables, without the list of countries and `check`, are {added} bytes \
         of it (limit {LIMIT})"
    );
    judge(added)
}

/// A function of the domain's own, or of a trait that a type of it has.
fn is_of_a_value(name: &str) -> bool {
    let name = name.trim_start_matches('<');
    name.starts_with(PARSERS) && !name.starts_with(CONSENT)
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

/// The packed tables, which lie beside the parsers as text.
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

fn cut(mut bytes: Vec<u8>, table: &[u8]) -> Result<Vec<u8>, Failure> {
    let at = bytes.windows(table.len()).position(|part| part == table);
    let at = at.ok_or_else(|| {
        let begin = String::from_utf8_lossy(table.get(..20).unwrap_or(table));
        Failure::new(format!("the table \"{begin}…\" is not in the WebAssembly"))
    })?;
    bytes.drain(at..at + table.len());
    Ok(bytes)
}

fn brotli(bytes: &[u8]) -> Result<usize, Failure> {
    shipment::brotli_length(bytes)
        .map_err(|error| Failure::new(format!("the WebAssembly cannot be compressed: {error}")))
}

fn judge(added: usize) -> Result<(), Failure> {
    match added.checked_sub(LIMIT) {
        None | Some(0) => Ok(()),
        Some(above) => Err(Failure::new(format!(
            "the values add {added} bytes of brotli, {above} above the limit of {LIMIT}"
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
    fn what_merely_takes_a_value_is_none_of_it() {
        for name in [
            "enrollment::domain::iban::Iban::parse",
            "<enrollment::domain::email::Email as core::str::traits::FromStr>::from_str",
        ] {
            assert!(is_of_a_value(name), "{name}");
        }
        for name in [
            "<enrollment::wire::PostAddress as core::convert::From<&enrollment::domain::PostalAddress>>::from",
            "core::ptr::drop_in_place<enrollment::domain::iban::Iban>",
            "enrollment::domain::consent::Consent::given",
        ] {
            assert!(!is_of_a_value(name), "{name}");
        }
    }

    #[test]
    fn a_table_is_cut_out_and_one_that_is_missing_is_a_mistake() {
        assert_eq!(
            cut(b"code AD+8n end".to_vec(), b"AD+8n ").unwrap(),
            b"code end"
        );
        let line = cut(b"code".to_vec(), b"AD+8n").unwrap_err().to_string();
        assert!(line.contains("AD+8n"), "{line}");
    }

    #[test]
    fn the_tables_are_the_text_files_of_the_domain() {
        let domain = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .join(DOMAIN);
        assert_eq!(tables(&domain).unwrap().len(), 5);
    }
}
