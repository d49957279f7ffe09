//! What the proxy says on a test's thread.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, Once},
    time::Duration,
};

use partner_proxy::logging;
use serde_json::Value;
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    time::timeout,
};
use tracing::{
    Event, Level, Metadata, Subscriber,
    span::{Attributes, Id, Record},
    subscriber::{DefaultGuard, Interest},
};

/// Far longer than any line takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// The log of this test's thread, line by line.
pub(crate) struct Log(UnboundedReceiver<String>);

impl Log {
    pub(crate) fn capture(level: Level) -> (Self, DefaultGuard) {
        keep_every_place_open();
        let (lines, log) = unbounded_channel();
        let writer = Arc::new(Mutex::new(Lines(lines)));
        let subscriber = logging::subscriber(level, move || Shared(Arc::clone(&writer)));
        (Self(log), tracing::subscriber::set_default(subscriber))
    }

    pub(crate) fn text(&mut self) -> String {
        let mut text = String::new();
        while let Ok(line) = self.0.try_recv() {
            text.push_str(&line);
        }
        text
    }

    pub(crate) fn lines(&mut self) -> Vec<Value> {
        let text = self.text();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    pub(crate) async fn next(&mut self) -> Value {
        let line = timeout(PATIENCE, self.0.recv()).await;
        let line = line.expect("nothing was logged").unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

struct Lines(UnboundedSender<String>);

struct Shared(Arc<Mutex<Lines>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let _ = self.0.lock().unwrap().0.send(text);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Has `tracing` ask each thread anew whether it listens.
///
/// It remembers, for each place in the code and for the whole process, whether anybody does; a thread that does not, and
/// comes there first, could leave "nobody" behind for a test that does.
pub(crate) fn keep_every_place_open() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Nobody).unwrap());
}

/// Takes nothing, but never for good.
struct Nobody;

impl Subscriber for Nobody {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, _: &Metadata<'_>) -> bool {
        false
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn a_place_that_a_deaf_thread_came_to_first_is_heard() {
    let say = || tracing::error!(target: "partner_proxy", "here");
    let (mut log, _guard) = Log::capture(Level::ERROR);
    std::thread::spawn(say).join().unwrap();
    say();
    assert_eq!(log.lines().len(), 1);
}
