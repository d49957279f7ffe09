/// A seeded source of jitter: `SplitMix64`, since backoff needs spread and not secrecy.
#[derive(Debug)]
pub(super) struct Jitter(u64);

/// Delays that grow from `base` by half each time up to `cap`. Milliseconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Backoff {
    base: u64,
    cap: u64,
}

impl Backoff {
    /// Polling: 1 s, 1.5 s, 2.25 s … 10 s.
    pub(super) const POLL: Self = Self {
        base: 1_000,
        cap: 10_000,
    };

    /// The delay after `attempts` attempts, up to a fifth longer or shorter.
    pub(super) fn delay(self, attempts: u32, jitter: &mut Jitter) -> u64 {
        let mut delay = self.base;
        for _ in 0..attempts {
            if delay >= self.cap {
                break;
            }
            delay += delay / 2;
        }
        let fifth = delay.min(self.cap) / 5;
        delay.min(self.cap) - fifth + jitter.below(2 * fifth + 1)
    }
}

impl Jitter {
    pub(super) const fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)).checked_rem(bound).unwrap_or(0)
    }
}
