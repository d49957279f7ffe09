//! What one borrower downloads, and what it may be.

use std::path::Path;

use serde_json::Value;

use crate::process::Failure;
use crate::repo::{self, Repo};
use crate::{dist, shipment, weigh};

/// Part of the public contract: partners embed the script on pages where each byte counts.
const SCRIPT_LIMIT: usize = 8192;

/// Prints the table and what the values add, and fails above either limit; builds `dist/` if it is missing.
pub(crate) fn check(repo: &Repo) -> Result<(), Failure> {
    let folder = repo.path("dist");
    if !folder.join(shipment::SCRIPT).exists() {
        dist::build(repo)?;
    }
    let files = dist::file_names(&folder)?
        .into_iter()
        .map(|name| File::measure(&folder, name))
        .collect::<Result<Vec<_>, _>>()?;
    print!("{}", table(&files));
    let budget = Budget::read(&repo.path("size-budget.json"))?;
    let package = judge(&files, &budget);
    // A package above its budget is no reason to keep the other figure back.
    package.and(weigh::check(repo))
}

/// A shipped file with its lengths in bytes.
#[derive(Debug)]
struct File {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// The most that one borrower may download, and why it is that much.
#[derive(Debug)]
struct Budget {
    brotli: usize,
    why: String,
}

impl File {
    fn measure(folder: &Path, name: String) -> Result<Self, Failure> {
        let bytes = repo::read_bytes(&folder.join(&name))?;
        let lengths = shipment::gzip_length(&bytes)
            .and_then(|gzip| Ok((gzip, shipment::brotli_length(&bytes)?)));
        let (gzip, brotli) = lengths
            .map_err(|error| Failure::new(format!("{name} cannot be compressed: {error}")))?;
        Ok(Self {
            raw: bytes.len(),
            name,
            gzip,
            brotli,
        })
    }

    fn extension(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or_default()
    }

    /// The script under its evergreen name is the same file as under its version: counted once.
    fn is_downloaded(&self) -> bool {
        self.name == shipment::SCRIPT || self.extension() == "wasm"
    }
}

impl Budget {
    fn read(path: &Path) -> Result<Self, Failure> {
        let value: Value = serde_json::from_str(&repo::read(path)?).unwrap_or_default();
        let brotli = value.get("brotli_bytes").and_then(Value::as_u64);
        let why = value.get("why").and_then(Value::as_str);
        match (brotli.and_then(|bytes| usize::try_from(bytes).ok()), why) {
            (Some(brotli), Some(why)) => Ok(Self {
                brotli,
                why: why.to_owned(),
            }),
            _ => Err(Failure::new(format!(
                "{} needs a number `brotli_bytes` and a reason `why`",
                path.display()
            ))),
        }
    }
}

fn table(files: &[File]) -> String {
    let width = files.iter().map(|file| file.name.len()).max();
    let width = width
        .unwrap_or_default()
        .max("one borrower downloads".len());
    let row = |name: &str, raw: &str, gzip: &str, brotli: &str, note: &str| {
        format!("{name:width$} {raw:>9} {gzip:>9} {brotli:>9}  {note}")
            .trim_end()
            .to_owned()
            + "\n"
    };
    let mut table = row("file", "raw", "gzip -9", "brotli 11", "");
    for file in files {
        let note = if file.is_downloaded() {
            ""
        } else if file.extension() == "js" {
            "the same file again"
        } else {
            "not downloaded"
        };
        let [raw, gzip, brotli] = [file.raw, file.gzip, file.brotli].map(|n| n.to_string());
        table.push_str(&row(&file.name, &raw, &gzip, &brotli, note));
    }
    let [raw, gzip, brotli] = [
        downloaded(files, |file| file.raw),
        downloaded(files, |file| file.gzip),
        downloaded(files, |file| file.brotli),
    ]
    .map(|n| n.to_string());
    table.push_str(&row("one borrower downloads", &raw, &gzip, &brotli, ""));
    table
}

fn downloaded(files: &[File], length: impl Fn(&File) -> usize) -> usize {
    files
        .iter()
        .filter(|file| file.is_downloaded())
        .map(length)
        .sum()
}

fn judge(files: &[File], budget: &Budget) -> Result<(), Failure> {
    let count = |extension| {
        let ours = |file: &&File| file.is_downloaded() && file.extension() == extension;
        files.iter().filter(ours).count()
    };
    if (count("js"), count("wasm")) != (1, 1) {
        return Err(Failure::new(
            "dist/ is not one script and one WebAssembly: run `cargo xtask build`",
        ));
    }
    let script = files.iter().find(|file| file.name == shipment::SCRIPT);
    let script = script.map_or(0, |file| file.brotli);
    if script > SCRIPT_LIMIT {
        return Err(Failure::new(format!(
            "the script is {script} bytes of brotli, {} above the {SCRIPT_LIMIT} that partners \
             were promised",
            script - SCRIPT_LIMIT
        )));
    }
    let sum = downloaded(files, |file| file.brotli);
    if sum > budget.brotli {
        return Err(Failure::new(format!(
            "one borrower downloads {sum} bytes of brotli, {} above the budget of {} in \
             size-budget.json ({})",
            sum - budget.brotli,
            budget.brotli,
            budget.why
        )));
    }
    println!("Within the budget of {} bytes of brotli", budget.brotli);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, brotli: usize) -> File {
        File {
            name: name.to_owned(),
            raw: brotli * 3,
            gzip: brotli + 1,
            brotli,
        }
    }

    fn shipped(script: usize, wasm: usize) -> Vec<File> {
        vec![
            file("defacto-enrollment-1.0.0.js", script),
            file("defacto-enrollment.d.ts", 900),
            file("defacto-enrollment.js", script),
            file("enrollment-widget-0123456789abcdef.wasm", wasm),
            file("integrity.json", 500),
        ]
    }

    fn judged(files: &[File], budget: usize) -> Result<(), String> {
        let budget = Budget {
            brotli: budget,
            why: "measured".to_owned(),
        };
        judge(files, &budget).map_err(|failure| failure.to_string())
    }

    #[test]
    fn the_sum_is_one_script_and_the_wasm() {
        assert_eq!(downloaded(&shipped(8000, 50_000), |f| f.brotli), 58_000);
        let table = table(&shipped(8000, 50_000));
        assert!(table.lines().last().unwrap().ends_with("58000"));
        assert_eq!(table.matches("not downloaded").count(), 2);
        assert_eq!(table.matches("the same file again").count(), 1);
    }

    #[test]
    fn one_byte_above_the_budget_fails() {
        assert_eq!(judged(&shipped(8000, 50_000), 58_000), Ok(()));
        let line = judged(&shipped(8000, 50_001), 58_000).unwrap_err();
        assert!(line.contains("58001") && line.contains("1 above"));
    }

    #[test]
    fn the_script_has_a_limit_of_its_own() {
        assert_eq!(judged(&shipped(8192, 0), 100_000), Ok(()));
        let line = judged(&shipped(8193, 0), 100_000).unwrap_err();
        assert!(line.contains("8193"));
    }

    #[test]
    fn a_folder_with_two_wasm_files_or_none_is_no_package() {
        let mut files = shipped(1, 1);
        files.push(file("enrollment-widget-fedcba9876543210.wasm", 1));
        assert!(judged(&files, 100_000).is_err());
        assert!(judged(&[file("defacto-enrollment.js", 1)], 100_000).is_err());
        assert!(judged(&[], 100_000).is_err());
    }
}
