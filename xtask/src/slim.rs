//! Takes out of the WebAssembly and its glue what the element does not use, and makes both small.
//!
//! Each of the two keeps parts of the other alive, so they are looked at together: `wasm-metadce`
//! gets a graph of the glue, completes it with the WebAssembly, and says what nothing reaches.

mod arrow;
mod boundary;
mod ends;
mod glue;
mod graph;
mod modern;
mod names;
mod order;
mod statement;
mod twin;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use boundary::Boundary;
use glue::Glue;
use names::Names;

use crate::process::{self, Failure};
use crate::repo::{self, Repo};
use crate::{node, shipment, source};

/// What rustc may use for its WebAssembly, no more: wasm-opt must not bring in what the oldest
/// browsers lack.
const FEATURES: [&str; 7] = [
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// Chosen by what brotli leaves of the result, which likes code that repeats itself: a larger
/// function inlined into its one caller, or a common part held in a local, costs more than it saves.
const PASSES: [&str; 8] = [
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--one-caller-inline-max-function-size=30",
    "--skip-pass=local-cse",
    // The alignments are hints that no engine of the supported browsers needs.
    "--dealign",
];
/// What changes no code.
const LAST_PASSES: [&str; 4] = [
    "--minify-imports-and-exports-and-modules",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];
/// The name that the first of [`LAST_PASSES`] gives to the one module.
const SHORT_MODULE: &str = "a";

/// What the element's `checkNow()` calls.
const CHECK_NOW: &str = "handle_check_now";

/// The glue and the WebAssembly that go together.
#[derive(Debug)]
pub(crate) struct Slim {
    pub(crate) glue: String,
    pub(crate) wasm: Vec<u8>,
    /// The same WebAssembly for tests: it panics when it is asked to look whether anything has changed.
    pub(crate) panicking: Vec<u8>,
}

/// Makes both small, for an element made of these modules.
pub(crate) fn slim(
    repo: &Repo,
    glue: &str,
    wasm: &[u8],
    modules: &BTreeMap<String, String>,
) -> Result<Slim, Failure> {
    let mut glue = Glue::parse(&modern::modern(glue)?)?;
    let words = modules
        .values()
        .flat_map(|text| source::words(text))
        .collect();
    start_fits(&words, modules)?;
    graph::keep_exports(&mut glue, &words);
    let graph = format!("{:#}\n", graph::graph(&glue)?);
    let folder = optimized(repo, wasm, &graph)?;
    let unused = repo::read(&folder.join("unused.txt"))?;
    let names = Names::parse(&repo::read(&folder.join("names.json"))?, &glue.module)?;
    let check_now = names.export(CHECK_NOW)?.to_owned();
    let glue = graph::without_unused(&glue, &unused)?;
    let mut glue = names.apply(&glue, SHORT_MODULE)?;
    let slim = folder.join("slim.wasm");
    Boundary::of(repo, &slim)?.check(&glue)?;
    arrow::arrows(&mut glue);
    let wasm = repo::read_bytes(&slim)?;
    Ok(Slim {
        glue: glue.text(),
        panicking: twin::panicking(&wasm, &check_now)?,
        wasm,
    })
}

/// Makes a WebAssembly small in the same way, but lets its functions keep their names.
pub(crate) fn with_names(repo: &Repo, from: &Path, to: &Path) -> Result<(), Failure> {
    let options: Vec<&str> = ["-g"].into_iter().chain(PASSES).collect();
    let input = to.with_extension("input.wasm");
    let rest = ends::without_words(&repo::read_bytes(from)?)?;
    repo::write(&input, &ends::without_formatting(&rest)?)?;
    binaryen(repo, "wasm-opt", &options, &input, to)?;
    reorder(repo, to, to)?;
    let ordered = repo::read_bytes(to)?;
    repo::write(to, &order::without_places(&ordered)?)
}

/// Makes a WebAssembly small that has no glue: what it exports is called by its name.
pub(crate) fn alone(repo: &Repo, from: &Path) -> Result<Vec<u8>, Failure> {
    let folder = repo.path("target/values");
    repo::empty(&folder)?;
    let run = |options: &[&str], from: &str, to: &str| {
        let (from, to) = (folder.join(from), folder.join(to));
        binaryen(repo, "wasm-opt", options, &from, &to).map(drop)
    };
    let input = ends::without_words(&repo::read_bytes(from)?)?;
    repo::write(&folder.join("input.wasm"), &input)?;
    run(
        &["-g", "--remove-unused-module-elements"],
        "input.wasm",
        "reached.wasm",
    )?;
    without_formatting(repo, &folder.join("reached.wasm"))?;
    run(&PASSES, "reached.wasm", "optimized.wasm")?;
    let strips: Vec<&str> = LAST_PASSES
        .into_iter()
        .filter(|pass| pass.starts_with("--strip"))
        .collect();
    run(&strips, "optimized.wasm", "slim.wasm")?;
    repo::read_bytes(&folder.join("slim.wasm"))
}

/// Puts like functions beside each other, and leaves their names in it.
fn reorder(repo: &Repo, from: &Path, to: &Path) -> Result<(), Failure> {
    let named = order::named_by_likeness(&repo::read_bytes(from)?)?;
    let by_name = to.with_extension("named.wasm");
    repo::write(&by_name, &named)?;
    let options = ["-g", "--reorder-functions-by-name"];
    binaryen(repo, "wasm-opt", &options, &by_name, to).map(drop)
}

/// The glue's own start is left out: [`Glue::text`] says what replaces it.
fn start_fits(words: &BTreeSet<&str>, modules: &BTreeMap<String, String>) -> Result<(), Failure> {
    const START: &str = "glue({ module_or_path: module, around })";
    let starts = modules.values().any(|text| text.contains(START));
    if starts && !words.contains("initSync") {
        return Ok(());
    }
    Err(Failure::new(format!(
        "embed/ must start the glue by `{START}` with a compiled module: the build leaves out all \
         other ways"
    )))
}

/// The folder of what binaryen made of it, which takes longer than all the rest: it is kept for the
/// same input and options.
fn optimized(repo: &Repo, wasm: &[u8], graph: &str) -> Result<PathBuf, Failure> {
    let mut key = wasm.to_vec();
    key.extend_from_slice(node::lock(repo)?.as_bytes());
    key.extend_from_slice(graph.as_bytes());
    key.extend_from_slice(include_bytes!("slim/ends.rs"));
    key.extend_from_slice(include_bytes!("slim/order.rs"));
    for option in FEATURES.iter().chain(&PASSES).chain(&LAST_PASSES) {
        key.extend_from_slice(option.as_bytes());
    }
    let all = repo.path("target/wasm-opt");
    let kept = all.join(shipment::digest(&key));
    if !kept.exists() {
        repo::empty(&all)?;
        let partial = all.join("partial");
        repo::write(&partial.join("input.wasm"), &ends::without_words(wasm)?)?;
        repo::write(&partial.join("graph.json"), graph.as_bytes())?;
        optimize(repo, &partial)?;
        fs::rename(&partial, &kept)
            .map_err(|error| Failure::new(format!("{}: {error}", kept.display())))?;
    }
    Ok(kept)
}

fn optimize(repo: &Repo, folder: &Path) -> Result<(), Failure> {
    let run = |program: &str, options: &[&str], from: &str, to: &str| {
        binaryen(repo, program, options, &folder.join(from), &folder.join(to))
    };
    let graph = folder.join("graph.json").display().to_string();
    let graph = ["--graph-file", graph.as_str()];
    run(
        "wasm-metadce",
        &[&graph[..], &["-g"]].concat(),
        "input.wasm",
        "reached.wasm",
    )?;
    without_formatting(repo, &folder.join("reached.wasm"))?;
    run("wasm-opt", &PASSES, "reached.wasm", "optimized.wasm")?;
    // What was optimized away may have been all that held something else.
    let unused = run("wasm-metadce", &graph, "optimized.wasm", "rest.wasm")?;
    repo::write(&folder.join("unused.txt"), unused.as_bytes())?;
    reorder(
        repo,
        &folder.join("rest.wasm"),
        &folder.join("ordered.wasm"),
    )?;
    let names = run("wasm-opt", &LAST_PASSES, "ordered.wasm", "slim.wasm")?;
    repo::write(&folder.join("names.json"), names.as_bytes())
}

/// Takes formatting out of a WebAssembly that has its names.
fn without_formatting(repo: &Repo, wasm: &Path) -> Result<(), Failure> {
    let text = wasm.with_extension("wat");
    binaryen(repo, "wasm-dis", &[], wasm, &text)?;
    ends::formats_nothing(&repo::read(&text)?)?;
    repo::write(wasm, &ends::without_formatting(&repo::read_bytes(wasm)?)?)
}

/// Runs one of binaryen's programs on a WebAssembly and hands back what it printed.
fn binaryen(
    repo: &Repo,
    program: &str,
    options: &[&str],
    from: &Path,
    to: &Path,
) -> Result<String, Failure> {
    let mut command = node::program(repo, program);
    command.args(FEATURES).args(options).arg(from);
    process::output(command.arg("-o").arg(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(loader: &str) -> bool {
        let modules = BTreeMap::from([("loader.js".to_owned(), loader.to_owned())]);
        start_fits(&source::words(loader).collect(), &modules).is_ok()
    }

    #[test]
    fn only_a_start_with_a_compiled_module_fits() {
        assert!(fits("  await glue({ module_or_path: module, around });"));
        assert!(!fits("  await glue(url);"));
        assert!(!fits(
            "  await glue({ module_or_path: module, around }); glue.initSync();"
        ));
    }
}
