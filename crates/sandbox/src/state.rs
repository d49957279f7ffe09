use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::clock::Clock;
use crate::config::Config;
use crate::journal::Journal;
use crate::world::World;

/// What every request shares.
#[derive(Clone, Debug)]
pub(crate) struct Sandbox(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    config: Config,
    clock: Clock,
    world: Mutex<World>,
    journal: Mutex<Journal>,
    messenger: OnceLock<Option<reqwest::Client>>,
}

impl Sandbox {
    pub(crate) fn from_config(config: Config) -> Self {
        let clock = Clock::started_now();
        Self(Arc::new(Shared {
            world: Mutex::new(World::from_seed(config.seed, clock)),
            journal: Mutex::default(),
            messenger: OnceLock::new(),
            clock,
            config,
        }))
    }

    pub(crate) fn config(&self) -> &Config {
        &self.0.config
    }

    pub(crate) fn clock(&self) -> Clock {
        self.0.clock
    }

    /// A handler that panicked leaves nothing half-written that the next could not bear.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.0.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn journal(&self) -> MutexGuard<'_, Journal> {
        self.0
            .journal
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Who carries events; `None` where TLS can't be set up. Made once, since that takes longer than an event may.
    pub(crate) fn messenger(&self) -> Option<&reqwest::Client> {
        let make = || {
            reqwest::Client::builder()
                .no_proxy()
                .timeout(Duration::from_secs(10))
                .build()
        };
        self.0.messenger.get_or_init(|| make().ok()).as_ref()
    }

    /// The instant `wait` from now, at this sandbox's speed.
    pub(crate) fn at(&self, wait: Duration) -> Instant {
        Instant::now() + self.0.config.scaled(wait)
    }
}
