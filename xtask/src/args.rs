//! What was asked for on the command line.

use std::fmt;

/// Printed by `cargo xtask` and `cargo xtask --help`.
pub(crate) const USAGE: &str = "\
Usage: cargo xtask <command>

  demo [--port N]   build the widget and serve the demo checkout on 127.0.0.1 (port 8080)
  test              every check: format, lints, tests, browsers, build, size, end to end
       [--all-browsers]  in Firefox and WebKit too, not in Chromium alone
       [--full]          the whole of each matrix, not today's slice
  build             assemble the package in dist/
  size              what one borrower downloads, against size-budget.json, and what the whole domain adds to it
  gallery           a picture of every stage, language, theme and width, in target/gallery/index.html
       [--locale L]      of this language alone: again for each of several
       [--stage S]       of this stage alone: likewise
  simulate [--runs N]  enrollments in virtual time against a network that misbehaves (100000 of them)
  coverage          how many lines of the core its tests run
  bench values      what a check of an IBAN costs, natively, in the package and in two libraries
  bench unlock [--runs N]  how long the loan button takes to unlock once a credit line opens (15 times each)
  bench form [--runs N]  how soon the form can be typed into, and how late a key is shown (9 visits each)
  tools             install the pinned command-line tools, which the others do by themselves

What a command needs is installed into target/tools the first time.
";

const DEFAULT_PORT: u16 = 8080;
const DEFAULT_RUNS: u32 = 100_000;
const DEFAULT_UNLOCKS: u32 = 15;
const DEFAULT_VISITS: u32 = 9;

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Tools,
    Demo { port: u16 },
    Build,
    Size,
    Gallery(GalleryOptions),
    Simulate { runs: u32 },
    Coverage,
    Bench(Bench),
    Test(TestOptions),
}

/// What `bench` measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bench {
    Values,
    Unlock { runs: u32 },
    Form { runs: u32 },
}

/// What `gallery` shows: everything where nothing is named.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct GalleryOptions {
    pub(crate) locales: Vec<String>,
    pub(crate) stages: Vec<String>,
}

/// How far `test` goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TestOptions {
    pub(crate) all_browsers: bool,
    pub(crate) full: bool,
}

/// Why the command line was not understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Misuse {
    UnknownCommand(String),
    UnknownOption(String),
    MissingBench,
    UnknownBench(String),
    MissingPort,
    BadPort(String),
    MissingRuns,
    BadRuns(String),
    MissingLocale,
    UnknownLocale(String),
    MissingStage,
}

/// Reads the arguments that follow `cargo xtask`.
pub(crate) fn parse(args: impl IntoIterator<Item = String>) -> Result<Command, Misuse> {
    let args: Vec<String> = args.into_iter().collect();
    if args.iter().any(|arg| arg == "--help" || arg == "-h") {
        return Ok(Command::Help);
    }
    let mut args = args.into_iter();
    let Some(command) = args.next() else {
        return Ok(Command::Help);
    };
    match command.as_str() {
        "help" => Ok(Command::Help),
        "demo" => demo(args),
        "test" => test(args),
        "build" => alone(args, Command::Build),
        "size" => alone(args, Command::Size),
        "gallery" => gallery(args),
        "simulate" => simulate(args),
        "coverage" => alone(args, Command::Coverage),
        "bench" => bench(args),
        "tools" => alone(args, Command::Tools),
        _ => Err(Misuse::UnknownCommand(command)),
    }
}

fn alone(mut args: impl Iterator<Item = String>, command: Command) -> Result<Command, Misuse> {
    match args.next() {
        Some(option) => Err(Misuse::UnknownOption(option)),
        None => Ok(command),
    }
}

fn bench(mut args: impl Iterator<Item = String>) -> Result<Command, Misuse> {
    let name = args.next().ok_or(Misuse::MissingBench)?;
    match name.as_str() {
        "values" => alone(args, Command::Bench(Bench::Values)),
        "unlock" => {
            let runs = runs(args, DEFAULT_UNLOCKS)?;
            Ok(Command::Bench(Bench::Unlock { runs }))
        }
        "form" => {
            let runs = runs(args, DEFAULT_VISITS)?;
            Ok(Command::Bench(Bench::Form { runs }))
        }
        _ => Err(Misuse::UnknownBench(name)),
    }
}

fn demo(mut args: impl Iterator<Item = String>) -> Result<Command, Misuse> {
    let mut port = DEFAULT_PORT;
    while let Some(option) = args.next() {
        let value = value_of("--port", option, &mut args)?.ok_or(Misuse::MissingPort)?;
        port = match value.parse() {
            Ok(0) | Err(_) => return Err(Misuse::BadPort(value)),
            Ok(port) => port,
        };
    }
    Ok(Command::Demo { port })
}

fn gallery(mut args: impl Iterator<Item = String>) -> Result<Command, Misuse> {
    let mut options = GalleryOptions::default();
    while let Some(option) = args.next() {
        if option.starts_with("--stage") {
            let stage = value_of("--stage", option, &mut args)?.ok_or(Misuse::MissingStage)?;
            options.stages.push(stage);
        } else {
            let locale = value_of("--locale", option, &mut args)?.ok_or(Misuse::MissingLocale)?;
            if !languages().any(|language| language == locale) {
                return Err(Misuse::UnknownLocale(locale));
            }
            options.locales.push(locale);
        }
    }
    Ok(Command::Gallery(options))
}

fn languages() -> impl Iterator<Item = &'static str> {
    texts::LANGUAGES.iter().map(|texts| texts.language)
}

fn simulate(args: impl Iterator<Item = String>) -> Result<Command, Misuse> {
    let runs = runs(args, DEFAULT_RUNS)?;
    Ok(Command::Simulate { runs })
}

/// How often, where `--runs` is the only option.
fn runs(mut args: impl Iterator<Item = String>, default: u32) -> Result<u32, Misuse> {
    let mut runs = default;
    while let Some(option) = args.next() {
        let value = value_of("--runs", option, &mut args)?.ok_or(Misuse::MissingRuns)?;
        runs = match value.parse() {
            Ok(0) | Err(_) => return Err(Misuse::BadRuns(value)),
            Ok(runs) => runs,
        };
    }
    Ok(runs)
}

/// The value of the option of that name, after it or after its `=`; none where it has none.
fn value_of(
    name: &str,
    option: String,
    args: &mut impl Iterator<Item = String>,
) -> Result<Option<String>, Misuse> {
    match option.strip_prefix(name) {
        Some("") => Ok(args.next()),
        Some(rest) => match rest.strip_prefix('=') {
            Some(value) => Ok(Some(value.to_owned())),
            None => Err(Misuse::UnknownOption(option)),
        },
        None => Err(Misuse::UnknownOption(option)),
    }
}

fn test(args: impl Iterator<Item = String>) -> Result<Command, Misuse> {
    let mut options = TestOptions::default();
    for option in args {
        match option.as_str() {
            "--all-browsers" => options.all_browsers = true,
            "--full" => options.full = true,
            _ => return Err(Misuse::UnknownOption(option)),
        }
    }
    Ok(Command::Test(options))
}

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownCommand(name) => write!(f, "there is no command `{name}`"),
            Self::UnknownOption(name) => write!(f, "there is no option `{name}` here"),
            Self::MissingBench => {
                write!(
                    f,
                    "`bench` needs to know of what: `values`, `unlock` or `form`"
                )
            }
            Self::UnknownBench(name) => {
                write!(
                    f,
                    "there is no benchmark `{name}`: `values`, `unlock` and `form` are three"
                )
            }
            Self::MissingRuns => write!(f, "`--runs` needs a number"),
            Self::BadRuns(value) => write!(f, "`{value}` is no number of runs from 1 up"),
            Self::MissingLocale => write!(f, "`--locale` needs a language"),
            Self::UnknownLocale(value) => {
                let known: Vec<_> = languages().collect();
                write!(
                    f,
                    "the widget has no language `{value}`: {}",
                    known.join(" ")
                )
            }
            Self::MissingStage => write!(f, "`--stage` needs a name"),
            Self::MissingPort => write!(f, "`--port` needs a number"),
            Self::BadPort(value) => {
                write!(f, "`{value}` is no port: a number from 1 to 65535 is")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, Misuse> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn no_argument_and_help_anywhere_show_the_usage() {
        for line in ["", "--help", "-h", "help", "demo --help", "nonsense -h"] {
            assert_eq!(parsed(line), Ok(Command::Help), "{line}");
        }
    }

    #[test]
    fn demo_takes_a_port_in_both_spellings() {
        assert_eq!(parsed("demo"), Ok(Command::Demo { port: 8080 }));
        assert_eq!(parsed("demo --port 9000"), Ok(Command::Demo { port: 9000 }));
        assert_eq!(parsed("demo --port=9000"), Ok(Command::Demo { port: 9000 }));
    }

    #[test]
    fn a_port_that_is_none_is_refused() {
        assert_eq!(parsed("demo --port"), Err(Misuse::MissingPort));
        for value in ["0", "65536", "http", "-1"] {
            assert_eq!(
                parsed(&format!("demo --port {value}")),
                Err(Misuse::BadPort(value.to_owned()))
            );
        }
    }

    #[test]
    fn simulate_takes_a_number_of_runs() {
        assert_eq!(parsed("simulate"), Ok(Command::Simulate { runs: 100_000 }));
        assert_eq!(
            parsed("simulate --runs 5"),
            Ok(Command::Simulate { runs: 5 })
        );
        assert_eq!(parsed("simulate --runs"), Err(Misuse::MissingRuns));
        assert_eq!(
            parsed("simulate --runs=0"),
            Err(Misuse::BadRuns("0".to_owned()))
        );
    }

    #[test]
    fn a_benchmark_is_asked_for_by_name() {
        assert_eq!(parsed("bench values"), Ok(Command::Bench(Bench::Values)));
        assert_eq!(
            parsed("bench unlock"),
            Ok(Command::Bench(Bench::Unlock { runs: 15 }))
        );
        assert_eq!(
            parsed("bench unlock --runs=3"),
            Ok(Command::Bench(Bench::Unlock { runs: 3 }))
        );
        assert_eq!(
            parsed("bench unlock --runs none"),
            Err(Misuse::BadRuns("none".to_owned()))
        );
        assert_eq!(
            parsed("bench form"),
            Ok(Command::Bench(Bench::Form { runs: 9 }))
        );
        assert_eq!(
            parsed("bench form --runs 1"),
            Ok(Command::Bench(Bench::Form { runs: 1 }))
        );
        assert_eq!(parsed("bench"), Err(Misuse::MissingBench));
        assert_eq!(
            parsed("bench moods"),
            Err(Misuse::UnknownBench("moods".to_owned()))
        );
    }

    #[test]
    fn a_gallery_is_narrowed_by_as_many_names_as_one_likes() {
        let everything = Command::Gallery(GalleryOptions::default());
        assert_eq!(parsed("gallery"), Ok(everything));
        let some = GalleryOptions {
            locales: vec!["de".to_owned(), "nl".to_owned()],
            stages: vec!["editing".to_owned(), "ready".to_owned()],
        };
        assert_eq!(
            parsed("gallery --locale de --stage editing --locale=nl --stage=ready"),
            Ok(Command::Gallery(some))
        );
    }

    #[test]
    fn a_gallery_without_a_name_or_in_no_language_of_the_widget_is_refused() {
        assert_eq!(parsed("gallery --locale"), Err(Misuse::MissingLocale));
        assert_eq!(parsed("gallery --stage"), Err(Misuse::MissingStage));
        assert_eq!(
            parsed("gallery --locale sv"),
            Err(Misuse::UnknownLocale("sv".to_owned()))
        );
    }

    #[test]
    fn test_options_may_come_in_any_order() {
        let both = TestOptions {
            all_browsers: true,
            full: true,
        };
        assert_eq!(
            parsed("test --full --all-browsers"),
            Ok(Command::Test(both))
        );
        assert_eq!(parsed("test"), Ok(Command::Test(TestOptions::default())));
    }

    #[test]
    fn what_is_not_known_is_named() {
        assert_eq!(
            parsed("deploy"),
            Err(Misuse::UnknownCommand("deploy".to_owned()))
        );
        for line in [
            "build --fast",
            "test --fast",
            "demo --fast",
            "bench values --fast",
            "gallery --fast",
        ] {
            assert_eq!(
                parsed(line),
                Err(Misuse::UnknownOption("--fast".to_owned()))
            );
        }
        assert_eq!(
            parsed("demo --ports 1"),
            Err(Misuse::UnknownOption("--ports".to_owned()))
        );
        assert_eq!(
            parsed("gallery --stages editing"),
            Err(Misuse::UnknownOption("--stages".to_owned()))
        );
    }
}
