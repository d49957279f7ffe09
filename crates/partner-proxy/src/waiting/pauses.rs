use std::time::Duration;

use crate::config::Waiting;

/// The pauses between one poll's reads: they grow by half, and chance keeps companies from falling into step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pauses {
    next: Duration,
    longest: Duration,
}

impl Pauses {
    pub(super) fn of(waiting: Waiting) -> Self {
        Self {
            next: waiting.first_pause.min(waiting.longest_pause),
            longest: waiting.longest_pause,
        }
    }

    /// The next pause, a fifth shorter to a fifth longer as `chance` between 0 and 1 has it.
    pub(super) fn length(self, chance: f64) -> Duration {
        self.next.mul_f64(0.8 + 0.4 * chance)
    }

    /// Lets the next pause be longer.
    pub(super) fn grow(&mut self) {
        self.next = self.next.mul_f64(1.5).min(self.longest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_by_half_up_to_ten_seconds() {
        let mut pauses = Pauses::of(Waiting::default());
        let mut lengths = Vec::new();
        for _ in 0..8 {
            lengths.push(pauses.length(0.5).as_millis());
            pauses.grow();
        }
        assert_eq!(
            lengths,
            [1_000, 1_500, 2_250, 3_375, 5_062, 7_593, 10_000, 10_000]
        );
    }

    #[test]
    fn chance_makes_a_pause_a_fifth_shorter_or_longer() {
        let pauses = Pauses::of(Waiting::default());
        assert_eq!(pauses.length(0.0).as_millis(), 800);
        assert_eq!(pauses.length(1.0).as_millis(), 1_200);
    }
}
