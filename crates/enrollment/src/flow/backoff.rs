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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_is_splitmix64() {
        let mut jitter = Jitter::seeded(1_234_567);
        let drawn = [(); 5].map(|()| jitter.below(u64::MAX));
        assert_eq!(
            drawn,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        );
    }

    #[test]
    fn a_delay_is_up_to_a_fifth_shorter_or_longer_and_both_ends_are_met() {
        let mut jitter = Jitter::seeded(7);
        for (attempts, least, most) in [
            (0, 800, 1_200),
            (1, 1_200, 1_800),
            (2, 1_800, 2_700),
            (9, 8_000, 12_000),
        ] {
            let mut drawn = (0..100_000).map(|_| Backoff::POLL.delay(attempts, &mut jitter));
            let first = drawn.next().unwrap_or(0);
            let ends = drawn.fold((first, first), |(low, high), delay| {
                (low.min(delay), high.max(delay))
            });
            assert_eq!(ends, (least, most), "after {attempts} attempts");
        }
    }
}
