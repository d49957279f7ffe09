//! What one borrower downloads, and what it may be.

use std::path::Path;

use serde_json::Value;

use crate::process::Failure;
use crate::repo::{self, Repo};
use crate::{dist, shipment, weigh};

/// Part of the public contract: partners embed the script on pages where each byte counts.
const SCRIPT_LIMIT: usize = 8192;

/// How the script's immutable name begins.
const SCRIPT_WITH_VERSION: &str = "defacto-enrollment-";

/// Prints the table and what the domain adds, and fails above either limit; builds `dist/` if it is missing.
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
    let package = judge(&files, &budget).and_then(|()| {
        let wasm = files.iter().filter(|file| file.extension() == "wasm");
        wasm.map(|file| repo::read_bytes(&folder.join(&file.name)))
            .try_for_each(|wasm| speaks_no_language(&wasm?))
    });
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

    /// Whether it is the script, under either of its names.
    fn is_script(&self) -> bool {
        self.name == shipment::SCRIPT || self.name.starts_with(SCRIPT_WITH_VERSION)
    }

    fn is_for_validate(&self) -> bool {
        self.name.starts_with(shipment::VALUES)
    }

    fn is_style(&self) -> bool {
        self.name.starts_with(shipment::STYLE)
    }

    fn extension(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or_default()
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

/// What one borrower downloads: the script, the WebAssembly, its style sheet and the texts of one language, the longest of all.
///
/// The script under its evergreen name is the same file as under its version: counted once.
fn downloaded(files: &[File]) -> Vec<&File> {
    let of = |extension| {
        files
            .iter()
            .filter(move |file| file.extension() == extension)
    };
    let script = of("js").filter(|file| file.name == shipment::SCRIPT);
    let (styles, texts): (Vec<_>, Vec<_>) = of(shipment::TEXTS).partition(|file| file.is_style());
    let texts = texts.into_iter().max_by_key(|file| file.brotli);
    script
        .chain(of("wasm").filter(|file| !file.is_for_validate()))
        .chain(styles)
        .chain(texts)
        .collect()
}

fn table(files: &[File]) -> String {
    let width = files.iter().map(|file| file.name.len()).max();
    let width = width
        .unwrap_or_default()
        .max("one borrower downloads".len());
    let row = |name: &str, raw: usize, gzip: usize, brotli: usize, note: &str| {
        format!("{name:width$} {raw:>9} {gzip:>9} {brotli:>9}  {note}")
            .trim_end()
            .to_owned()
            + "\n"
    };
    let mut table = format!(
        "{:width$} {:>9} {:>9} {:>9}\n",
        "file", "raw", "gzip -9", "brotli 11"
    );
    let downloaded = downloaded(files);
    for file in files {
        let is_counted = downloaded.iter().any(|counted| counted.name == file.name);
        let note = match file.extension() {
            _ if is_counted => "",
            "js" if file.is_script() => "the same file again",
            shipment::TEXTS => "instead, in this language",
            _ if file.is_for_validate() => "by who calls validate()",
            _ => "not downloaded",
        };
        table.push_str(&row(&file.name, file.raw, file.gzip, file.brotli, note));
    }
    let sum = |length: fn(&File) -> usize| downloaded.iter().map(|file| length(file)).sum();
    table.push_str(&row(
        "one borrower downloads",
        sum(|file| file.raw),
        sum(|file| file.gzip),
        sum(|file| file.brotli),
        "",
    ));
    table
}

fn judge(files: &[File], budget: &Budget) -> Result<(), Failure> {
    let downloaded = downloaded(files);
    let mut kinds: Vec<_> = downloaded.iter().map(|file| file.extension()).collect();
    kinds.sort_unstable();
    if kinds != ["js", shipment::TEXTS, shipment::TEXTS, "wasm"] {
        return Err(Failure::new(
            "dist/ is not one script, one WebAssembly, one style sheet and texts: run `cargo xtask build`",
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
    let sum: usize = downloaded.iter().map(|file| file.brotli).sum();
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

/// Fails where texts are in the WebAssembly: everybody would download them, in whatever language they read.
fn speaks_no_language(wasm: &[u8]) -> Result<(), Failure> {
    for texts in texts::LANGUAGES {
        let file = texts.pack();
        let longest = file.lines().max_by_key(|text| text.len());
        let longest = longest.unwrap_or_default().as_bytes();
        if wasm.windows(longest.len()).any(|part| part == longest) {
            return Err(Failure::new(format!(
                "the texts of `{}` are in the WebAssembly: the browser shell may use no constant \
                 of the `texts` crate but those that are the same in every language",
                texts.language
            )));
        }
    }
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
            file("enrollment-texts-en-01234567.txt", 2900),
            file("enrollment-texts-fr-01234567.txt", 3000),
            file("enrollment-texts-nl-01234567.txt", 2950),
            file("enrollment-styles-01234567.txt", 2000),
            file("enrollment-widget-01234567.wasm", wasm),
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
    fn the_sum_is_one_script_the_wasm_its_styles_and_the_longest_texts() {
        let table = table(&shipped(8000, 50_000));
        assert!(table.lines().last().unwrap().ends_with(" 63000"));
        assert_eq!(table.matches("not downloaded").count(), 2);
        assert_eq!(table.matches("the same file again").count(), 1);
        let others: Vec<_> = table
            .lines()
            .filter(|line| line.contains("instead"))
            .collect();
        assert_eq!(others.len(), 2);
        assert!(others[0].contains("-en-") && others[1].contains("-nl-"));
    }

    #[test]
    fn other_entry_points_are_not_downloaded() {
        let mut files = shipped(8000, 50_000);
        let without = table(&files);
        files.extend([file("mock.js", 2000), file("react.js", 1000)]);
        let with = table(&files);
        assert_eq!(with.lines().last(), without.lines().last());
        assert_eq!(with.matches("not downloaded").count(), 4);
        assert_eq!(with.matches("the same file again").count(), 1);
    }

    #[test]
    fn one_byte_above_the_budget_fails() {
        assert_eq!(judged(&shipped(8000, 50_000), 63_000), Ok(()));
        let line = judged(&shipped(8000, 50_001), 63_000).unwrap_err();
        assert!(line.contains("63001") && line.contains("1 above"));
    }

    #[test]
    fn the_script_has_a_limit_of_its_own() {
        assert_eq!(judged(&shipped(8192, 0), 100_000), Ok(()));
        let line = judged(&shipped(8193, 0), 100_000).unwrap_err();
        assert!(line.contains("8193"));
    }

    #[test]
    fn a_folder_without_texts_is_no_package() {
        let mut files = shipped(1, 1);
        files.retain(|file| file.is_style() || file.extension() != shipment::TEXTS);
        assert!(judged(&files, 100_000).is_err());
    }

    #[test]
    fn a_language_in_the_wasm_is_found() {
        let texts = texts::LANGUAGES.last().unwrap();
        let wasm = |text: &str| [b"\0asm", text.as_bytes(), b"\x0b"].concat();
        assert!(speaks_no_language(&wasm("code")).is_ok());
        let line = speaks_no_language(&wasm(&texts.pack())).unwrap_err();
        assert!(line.to_string().contains(&format!("`{}`", texts.language)));
    }

    #[test]
    fn a_folder_with_two_wasm_files_or_none_is_no_package() {
        let mut files = shipped(1, 1);
        files.push(file("enrollment-widget-fedcba98.wasm", 1));
        assert!(judged(&files, 100_000).is_err());
        assert!(judged(&[file("defacto-enrollment.js", 1)], 100_000).is_err());
        assert!(judged(&[], 100_000).is_err());
    }
}
