use std::time::Duration;

/// How the proxy lets browsers wait for a change, and how often it asks the lender meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// After the first read for a company; each pause is half as long again as the one before.
    pub first_pause: Duration,
    /// The longest pause, but for a fifth that chance may add.
    pub longest_pause: Duration,
    /// The least time between two wake-ups of everybody.
    pub between_wakes: Duration,
    /// How many requests of one session may wait at once: a token's, or a company's without tokens.
    pub of_session: usize,
    /// How many requests from one address may wait at once.
    pub of_address: usize,
    /// How many requests may wait at once.
    pub in_all: usize,
}

impl Default for Waiting {
    fn default() -> Self {
        Self {
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(10),
            between_wakes: Duration::from_secs(1),
            of_session: 2,
            of_address: 50,
            in_all: 5_000,
        }
    }
}
