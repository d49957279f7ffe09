//! Runs other programs: silently, in the open, or in the open while listening.

use std::fmt;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// What stopped a command: one line for the person who typed it, with a way out where there is one.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(line: impl Into<String>) -> Self {
        Self(line.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Runs to the end with the terminal attached; any exit code but zero is a failure.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(ended(command, status)),
        Err(error) => Err(not_started(command, &error)),
    }
}

/// Runs to the end and hands back what was printed, errors left to the terminal.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(ended(command, output.status))
    }
}

/// The first line of what `program --version` says, or nothing if it cannot be run.
pub(crate) fn version_line(command: &mut Command) -> Option<String> {
    let output = command
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let first = text.lines().next()?.to_owned();
    output.status.success().then_some(first)
}

/// What a program printed while it could be watched.
pub(crate) struct Transcript {
    pub(crate) text: String,
    pub(crate) success: bool,
}

/// Runs to the end, passing every byte on as it comes and keeping a copy.
///
/// A browser left behind by a runner can hold the pipes open for ever, so the copy ends shortly
/// after the runner does. A program that says nothing for `silence` is ended, with all that it began.
pub(crate) fn watch(command: &mut Command, silence: Duration) -> Result<Transcript, Failure> {
    const GRACE: Duration = Duration::from_secs(1);
    const TICK: Duration = Duration::from_millis(50);

    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let chunks = listen(&mut child);
    let mut seen = Vec::new();
    let mut heard_at = Instant::now();
    let mut ended_at: Option<(Instant, ExitStatus)> = None;
    loop {
        match chunks.recv_timeout(TICK) {
            Ok(chunk) => {
                pass_on(&chunk);
                seen.extend_from_slice(&chunk.bytes);
                heard_at = Instant::now();
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        match ended_at {
            Some((at, _)) if at.elapsed() > GRACE => break,
            Some(_) => {}
            None if heard_at.elapsed() > silence => {
                end_with_all_it_began(&mut child);
                return Err(Failure::new(format!(
                    "`{}` said nothing for {} s and was ended",
                    typed(command),
                    silence.as_secs(),
                )));
            }
            None => {
                let status = child.try_wait().ok().flatten();
                ended_at = status.map(|status| (Instant::now(), status));
            }
        }
    }
    let status = match ended_at {
        Some((_, status)) => status,
        None => child.wait().map_err(|error| not_started(command, &error))?,
    };
    Ok(Transcript {
        text: String::from_utf8_lossy(&seen).into_owned(),
        success: status.success(),
    })
}

/// A command as one would type it, without its folder or environment.
pub(crate) fn typed(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

fn end_with_all_it_began(child: &mut Child) {
    let pairs = output(Command::new("ps").args(["-A", "-o", "pid=,ppid="])).unwrap_or_default();
    let family = family(child.id(), &pairs);
    // Whatever of it ended by itself meanwhile is no loss.
    let _ = Command::new("kill")
        .arg("-KILL")
        .args(family.iter().map(u32::to_string))
        .stderr(Stdio::null())
        .status();
    let _ = child.kill();
    let _ = child.wait();
}

/// A process and all that came of it, from lines of a process and its parent.
fn family(of: u32, pairs: &str) -> Vec<u32> {
    let pairs: Vec<(u32, u32)> = pairs
        .lines()
        .filter_map(|line| {
            let mut ids = line.split_whitespace().map(str::parse);
            Some((ids.next()?.ok()?, ids.next()?.ok()?))
        })
        .collect();
    let mut family = vec![of];
    let mut next = 0;
    while let Some(&parent) = family.get(next) {
        let children = pairs.iter().filter(|pair| pair.1 == parent);
        family.extend(children.map(|pair| pair.0));
        next += 1;
    }
    family
}

enum Stream {
    Out,
    Err,
}

struct Chunk {
    stream: Stream,
    bytes: Vec<u8>,
}

fn listen(child: &mut Child) -> mpsc::Receiver<Chunk> {
    let (sender, receiver) = mpsc::channel();
    if let Some(out) = child.stdout.take() {
        let sender = sender.clone();
        thread::spawn(move || forward(out, &sender, || Stream::Out));
    }
    if let Some(err) = child.stderr.take() {
        thread::spawn(move || forward(err, &sender, || Stream::Err));
    }
    receiver
}

fn forward(mut from: impl Read, to: &Sender<Chunk>, stream: fn() -> Stream) {
    let mut buffer = [0; 8192];
    while let Ok(length) = from.read(&mut buffer) {
        let bytes = buffer.get(..length).unwrap_or_default().to_vec();
        let chunk = Chunk {
            stream: stream(),
            bytes,
        };
        if length == 0 || to.send(chunk).is_err() {
            break;
        }
    }
}

fn pass_on(chunk: &Chunk) {
    // A closed terminal must not stop the checks: the exit code still counts.
    let _ = match chunk.stream {
        Stream::Out => write_through(io::stdout().lock(), &chunk.bytes),
        Stream::Err => write_through(io::stderr().lock(), &chunk.bytes),
    };
}

fn write_through(mut to: impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(bytes)?;
    to.flush()
}

fn ended(command: &Command, status: ExitStatus) -> Failure {
    Failure::new(format!("`{}` failed ({status})", typed(command)))
}

fn not_started(command: &Command, error: &io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    Failure::new(format!("`{program}` could not be run: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_mins(1);

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_watched_program_leaves_a_copy_of_both_streams() {
        let seen = watch(&mut shell("echo out; echo err >&2; exit 3"), PATIENCE).unwrap();
        assert!(!seen.success);
        assert!(seen.text.contains("out\n"));
        assert!(seen.text.contains("err\n"));
    }

    #[test]
    fn a_process_left_behind_does_not_hold_up_the_watch() {
        // It holds the pipes for as long as this test runs.
        let script = "(while kill -0 $PPID; do sleep 1; done) 2>&1 & echo done";
        let seen = watch(&mut shell(script), PATIENCE).unwrap();
        assert!(seen.success);
        assert!(seen.text.contains("done"));
    }

    #[test]
    fn a_program_that_falls_silent_is_ended_with_its_children() {
        let script = "sh -c 'echo child $$; exec sleep 600.25' & wait";
        let started = Instant::now();
        let failure = watch(&mut shell(script), Duration::from_millis(300)).err();
        assert!(failure.unwrap().to_string().contains("said nothing"));
        assert!(started.elapsed() < PATIENCE);
        let left = output(Command::new("ps").args(["-A", "-o", "args="])).unwrap();
        assert!(!left.lines().any(|line| line.starts_with("sleep 600.25")));
    }

    #[test]
    fn a_family_is_found_by_its_parents() {
        let pairs = "  1   0\n 10 1\n 11 10\n 12 11\n 20 1\nno pair\n";
        assert_eq!(family(10, pairs), [10, 11, 12]);
    }

    #[test]
    fn a_failure_names_the_command_that_was_run() {
        let failure = run(&mut shell("exit 7")).unwrap_err();
        assert!(failure.to_string().contains("`sh -c exit 7` failed"));
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let failure = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(failure.to_string().contains("no-such-program-here"));
    }
}
