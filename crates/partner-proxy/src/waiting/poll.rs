use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use enrollment::domain::CompanyId;
use tokio::{
    sync::{Notify, watch},
    task::AbortHandle,
    time::{Instant, sleep},
};
use uuid::Uuid;

use super::pauses::Pauses;
use crate::{
    Proxy,
    lender::{Found, ReadError},
};

/// The companies about which somebody asks at this moment, each with one series of reads.
#[derive(Debug, Default)]
pub(crate) struct Polls(Mutex<Series>);

#[derive(Debug, Default)]
struct Series {
    running: HashMap<Company, Poll>,
    /// How long the pauses of a series had grown when its last browser left, and when that was: the browser that asks
    /// again at once goes on from there.
    left: HashMap<Company, (Pauses, Instant)>,
}

/// For this long after the last browser has left, another one goes on with the pauses as they had grown.
const GOES_ON: Duration = Duration::from_secs(5);

/// Kind and number: equal digits of unlike registers are not one company, and a SIRET is looked up by more than a SIREN.
type Company = (&'static str, String);

#[derive(Debug)]
struct Poll {
    seats: usize,
    hurry: Arc<Notify>,
    progress: watch::Receiver<Progress>,
    task: AbortHandle,
}

/// Somebody who asks about a company. Its reads go on as long as there is one, and end with the last.
#[derive(Debug)]
pub(super) struct Seat {
    polls: Arc<Polls>,
    company: Company,
    hurry: Arc<Notify>,
    progress: watch::Receiver<Progress>,
}

/// What is known of a company, numbered anew whenever a read finds other lines or another borrower.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) version: u64,
    pub(super) found: Arc<Found>,
    /// Whether it leaves the borrower waiting.
    pub(super) is_quiet: bool,
}

pub(super) type Outcome = Result<Snapshot, ReadError>;

/// How far the series is. Reads are counted, so that everyone can tell those that began in time.
#[derive(Debug)]
struct Progress {
    begun: u64,
    done: u64,
    latest: Option<Outcome>,
    version: u64,
    pauses: Pauses,
}

impl Polls {
    /// Has every company read again at once, and once more where a read is out.
    pub(super) fn hurry(&self) {
        self.locked(|series| {
            for poll in series.running.values() {
                poll.hurry.notify_one();
            }
        });
    }

    fn locked<T>(&self, change: impl FnOnce(&mut Series) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Proxy {
    /// A seat at the company's reads, which begin with the first.
    pub(super) fn seat(self: &Arc<Self>, company: &CompanyId) -> Seat {
        let key = (company.kind().as_str(), company.as_str().to_owned());
        self.polls.locked(|series| {
            let Series { running, left } = series;
            let poll = running.entry(key.clone()).or_insert_with(|| {
                left.retain(|_, (_, since)| since.elapsed() < GOES_ON);
                let pauses = left.remove(&key).map(|(pauses, _)| pauses);
                let pauses = pauses.unwrap_or_else(|| Pauses::of(self.config.waiting()));
                Poll::begin(Arc::clone(self), company.clone(), pauses)
            });
            poll.seats += 1;
            Seat {
                polls: Arc::clone(&self.polls),
                company: key,
                hurry: Arc::clone(&poll.hurry),
                progress: poll.progress.clone(),
            }
        })
    }
}

impl Poll {
    fn begin(proxy: Arc<Proxy>, company: CompanyId, pauses: Pauses) -> Self {
        let hurry = Arc::new(Notify::new());
        let (told, progress) = watch::channel(Progress::begun(pauses));
        let task = tokio::spawn(read_on(proxy, company, Arc::clone(&hurry), told));
        Self {
            seats: 0,
            hurry,
            progress,
            task: task.abort_handle(),
        }
    }
}

impl Seat {
    /// What the last read found, if it found anything.
    pub(super) fn known(&self) -> Option<Snapshot> {
        let progress = self.progress.borrow();
        progress.latest.as_ref()?.as_ref().ok().cloned()
    }

    /// What the read finds that is out, or the next one, which begins at once.
    pub(super) async fn fresh(&mut self) -> Outcome {
        let awaited = {
            let progress = self.progress.borrow();
            if progress.begun > progress.done {
                progress.begun
            } else {
                self.hurry.notify_one();
                progress.begun + 1
            }
        };
        self.told(|progress| progress.done >= awaited).await
    }

    /// The first that is another than `version`, or that fails.
    pub(super) async fn other_than(&mut self, version: u64) -> Outcome {
        self.told(|progress| match &progress.latest {
            Some(Ok(snapshot)) => snapshot.version != version,
            Some(Err(_)) => true,
            None => false,
        })
        .await
    }

    async fn told(&mut self, is_awaited: impl FnMut(&Progress) -> bool) -> Outcome {
        // The series ends before its last seat is left only if it panicked.
        let progress = self.progress.wait_for(is_awaited).await;
        let latest = progress.ok().and_then(|progress| progress.latest.clone());
        latest.unwrap_or(Err(ReadError::BROKEN_OFF))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.polls.locked(|series| {
            let Some(poll) = series.running.get_mut(&self.company) else {
                return;
            };
            poll.seats = poll.seats.saturating_sub(1);
            if poll.seats == 0 {
                poll.task.abort();
                let pauses = poll.progress.borrow().pauses;
                let company = self.company.clone();
                series.left.insert(company, (pauses, Instant::now()));
                series.running.remove(&self.company);
            }
        });
    }
}

impl Progress {
    /// At the start of the series: its first read is out.
    const fn begun(pauses: Pauses) -> Self {
        Self {
            begun: 1,
            done: 0,
            latest: None,
            version: 0,
            pauses,
        }
    }

    fn end_read(&mut self, found: Result<Found, ReadError>) {
        self.done = self.begun;
        self.latest = Some(found.map(|found| {
            let is_known = |known: &Snapshot| known.found.is_as(&found);
            if !matches!(&self.latest, Some(Ok(known)) if is_known(known)) {
                self.version += 1;
            }
            Snapshot::of(found, self.version)
        }));
    }
}

/// Reads until it is aborted.
async fn read_on(
    proxy: Arc<Proxy>,
    company: CompanyId,
    hurry: Arc<Notify>,
    told: watch::Sender<Progress>,
) {
    loop {
        let found = proxy.lender.credit_lines_and_borrower(&company).await;
        told.send_modify(|progress| progress.end_read(found));
        let pause = told.borrow().pauses.length(chance());
        let grew = tokio::select! {
            () = sleep(pause) => true,
            () = hurry.notified() => false,
        };
        told.send_if_modified(|progress| {
            progress.begun += 1;
            if grew {
                progress.pauses.grow();
            }
            false
        });
    }
}

fn chance() -> f64 {
    let (random, ..) = Uuid::new_v4().as_fields();
    f64::from(random) / f64::from(u32::MAX)
}
