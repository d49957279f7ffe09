use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::{Instant, sleep_until};

/// Wake-ups, of which at most one takes place in a given time: the first at once, further ones together at its end.
#[derive(Debug)]
pub(crate) struct Wakes {
    between: Duration,
    next: Mutex<Next>,
}

#[derive(Debug, Default)]
struct Next {
    /// Before this instant no other takes place.
    not_before: Option<Instant>,
    /// Whether one is due at that instant.
    is_due: bool,
}

/// When a wake-up takes place.
enum Turn {
    Now,
    At(Instant),
    /// With the one that is due.
    Joined,
}

impl Wakes {
    pub(crate) fn new(between: Duration) -> Arc<Self> {
        Arc::new(Self {
            between,
            next: Mutex::default(),
        })
    }

    /// Has `wake` called: now, or once together with all who ask meanwhile.
    pub(crate) fn ask(self: &Arc<Self>, wake: impl FnOnce() + Send + 'static) {
        let now = Instant::now();
        let turn = self.locked(|next| match next.not_before {
            _ if next.is_due => Turn::Joined,
            Some(at) if now < at => {
                next.is_due = true;
                Turn::At(at)
            }
            _ => {
                next.not_before = Some(now + self.between);
                Turn::Now
            }
        });
        match turn {
            Turn::Joined => {}
            Turn::Now => wake(),
            Turn::At(at) => {
                let wakes = Arc::clone(self);
                tokio::spawn(async move {
                    sleep_until(at).await;
                    wakes.locked(|next| {
                        next.is_due = false;
                        next.not_before = Some(Instant::now() + wakes.between);
                    });
                    wake();
                });
            }
        }
    }

    fn locked<T>(&self, change: impl FnOnce(&mut Next) -> T) -> T {
        change(&mut self.next.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::time::sleep;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// Wake-ups that are counted.
    struct Counted(Arc<Wakes>, Arc<AtomicUsize>);

    impl Counted {
        fn new() -> Self {
            Self(Wakes::new(SECOND), Arc::default())
        }

        fn ask(&self) {
            let count = Arc::clone(&self.1);
            self.0.ask(move || {
                count.fetch_add(1, Ordering::SeqCst);
            });
        }

        fn count(&self) -> usize {
            self.1.load(Ordering::SeqCst)
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_comes_at_once_and_a_hundred_more_as_one_a_second_later() {
        let wakes = Counted::new();
        wakes.ask();
        assert_eq!(wakes.count(), 1);
        for _ in 0..100 {
            wakes.ask();
            sleep(SECOND / 200).await;
        }
        assert_eq!(wakes.count(), 1);
        sleep(SECOND).await;
        assert_eq!(wakes.count(), 2);
        sleep(10 * SECOND).await;
        assert_eq!(wakes.count(), 2, "none is left over");
    }

    #[tokio::test(start_paused = true)]
    async fn a_constant_stream_wakes_once_a_second() {
        let wakes = Counted::new();
        for _ in 0..100 {
            wakes.ask();
            sleep(SECOND / 10).await;
        }
        assert!((10..=11).contains(&wakes.count()), "{}", wakes.count());
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_quiet_second_the_next_comes_at_once() {
        let wakes = Counted::new();
        wakes.ask();
        sleep(SECOND).await;
        wakes.ask();
        assert_eq!(wakes.count(), 2);
    }
}
