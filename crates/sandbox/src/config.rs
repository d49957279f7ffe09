use std::fmt;
use std::time::Duration;

/// What one sandbox is set to.
#[derive(Clone)]
pub struct Config {
    /// The only key that `Authorization: Bearer` may carry.
    pub api_key: String,
    /// Where events go besides the webhooks that callers register.
    pub webhook_url: Option<String>,
    /// Divides every wait: 2 is twice as fast. Zero, negative and non-finite values count as 1.
    pub speed: f64,
    /// How long after the answer to `POST /borrowers` the credit line opens, at speed 1.
    pub line_delay: Duration,
    /// Which spellings of the credit lines' path are served.
    pub credit_lines_spelling: CreditLinesSpelling,
    /// Start of the generator behind ids, amounts, latencies and made-up companies: the same
    /// seed and the same requests give the same answers.
    pub seed: u64,
}

impl Config {
    /// `wait`, at this sandbox's speed.
    pub(crate) fn scaled(&self, wait: Duration) -> Duration {
        if self.speed.is_finite() && self.speed > 0.0 {
            Duration::try_from_secs_f64(wait.as_secs_f64() / self.speed).unwrap_or(wait)
        } else {
            wait
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            api_key: "sandbox-key".to_owned(),
            webhook_url: None,
            speed: 1.0,
            line_delay: Duration::from_secs(3),
            credit_lines_spelling: CreditLinesSpelling::Both,
            seed: 1,
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("speed", &self.speed)
            .field("line_delay", &self.line_delay)
            .field("credit_lines_spelling", &self.credit_lines_spelling)
            .field("seed", &self.seed)
            .finish_non_exhaustive()
    }
}

/// The spellings of the credit lines' path that answer; the other one is a 404.
///
/// The documentation's prose says `/credit-lines`, its list of paths `/credit_lines`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CreditLinesSpelling {
    /// Both answer.
    #[default]
    Both,
    /// Only `/credit_lines`.
    Underscore,
    /// Only `/credit-lines`.
    Hyphen,
}
