use std::{
    collections::HashMap,
    hash::Hash,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use crate::config::Waiting;

/// The requests that are let wait: so many of a session, from an address and in all, and no more.
#[derive(Debug)]
pub(crate) struct Places {
    limits: Waiting,
    taken: Mutex<Taken>,
}

/// A request's place among them; free again as soon as it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    places: Arc<Places>,
    session: String,
    address: Option<IpAddr>,
}

#[derive(Debug, Default)]
struct Taken {
    in_all: usize,
    of_sessions: HashMap<String, usize>,
    of_addresses: HashMap<IpAddr, usize>,
}

impl Places {
    pub(crate) fn new(limits: Waiting) -> Arc<Self> {
        Arc::new(Self {
            limits,
            taken: Mutex::default(),
        })
    }

    /// A place for a request of that session, unless too many wait already.
    pub(crate) fn take(
        self: &Arc<Self>,
        session: String,
        address: Option<IpAddr>,
    ) -> Option<Place> {
        let limits = self.limits;
        let is_free = self.locked(|taken| {
            let of_session = taken.of_sessions.get(&session).copied().unwrap_or(0);
            let of_address = address.and_then(|address| taken.of_addresses.get(&address).copied());
            let is_free = taken.in_all < limits.in_all
                && of_session < limits.of_session
                && of_address.unwrap_or(0) < limits.of_address;
            if is_free {
                taken.in_all += 1;
                *taken.of_sessions.entry(session.clone()).or_default() += 1;
                if let Some(address) = address {
                    *taken.of_addresses.entry(address).or_default() += 1;
                }
            }
            is_free
        });
        is_free.then(|| Place {
            places: Arc::clone(self),
            session,
            address,
        })
    }

    /// No change can panic half-way.
    fn locked<T>(&self, change: impl FnOnce(&mut Taken) -> T) -> T {
        change(&mut self.taken.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.locked(|taken| {
            taken.in_all = taken.in_all.saturating_sub(1);
            leave(&mut taken.of_sessions, &self.session);
            if let Some(address) = &self.address {
                leave(&mut taken.of_addresses, address);
            }
        });
    }
}

/// Forgets who has no place left.
fn leave<K: Eq + Hash>(taken: &mut HashMap<K, usize>, key: &K) {
    if let Some(places) = taken.get_mut(key) {
        *places = places.saturating_sub(1);
        if *places == 0 {
            taken.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: fn() -> Waiting = || Waiting {
        of_session: 2,
        of_address: 3,
        in_all: 4,
        ..Waiting::default()
    };

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn a_session_an_address_and_everybody_have_so_many_places() {
        let places = Places::new(LIMITS());
        let take = |session: &str, last| places.take(session.to_owned(), Some(address(last)));
        let first = [take("a", 1), take("a", 1)];
        assert!(first.iter().all(Option::is_some));
        assert!(take("a", 2).is_none(), "a third of one session");
        let third = take("b", 1);
        assert!(third.is_some());
        assert!(take("c", 1).is_none(), "a fourth from one address");
        let fourth = take("c", 2);
        assert!(fourth.is_some());
        assert!(take("d", 3).is_none(), "a fifth in all");
        drop(fourth);
        assert!(take("d", 3).is_some());
    }

    #[test]
    fn an_address_that_is_not_known_is_not_counted() {
        let places = Places::new(LIMITS());
        let taken: Vec<_> = ["a", "a", "b", "b"]
            .map(|session| places.take(session.to_owned(), None))
            .into();
        assert!(taken.iter().all(Option::is_some));
    }

    #[test]
    fn whoever_leaves_leaves_no_trace() {
        let places = Places::new(LIMITS());
        drop(places.take("a".to_owned(), Some(address(1))));
        places.locked(|taken| {
            assert_eq!(taken.in_all, 0);
            assert!(taken.of_sessions.is_empty() && taken.of_addresses.is_empty());
        });
    }
}
