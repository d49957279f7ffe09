//! Numbers that look random and are the same in every run.

/// A linear congruential generator: enough to scatter test values.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 up to, and without, `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // The low bits repeat soon.
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    /// One of the characters.
    pub(crate) fn pick(&mut self, alphabet: &str) -> char {
        let place = self.below(alphabet.len());
        alphabet
            .as_bytes()
            .get(place)
            .copied()
            .map_or('0', char::from)
    }

    /// One of the values.
    pub(crate) fn one_of<T: Copy, const N: usize>(&mut self, values: [T; N]) -> T {
        let place = self.below(N);
        let mut values = values.into_iter();
        #[expect(clippy::expect_used, reason = "there is always one to choose")]
        values.nth(place).expect("a value")
    }
}
