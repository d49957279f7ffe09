use std::time::Duration;

use reqwest::StatusCode;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep, timeout_at};

use super::{Lender, RETRY_AFTER, body, retry_after};
use crate::problem::{Code, Problem};

/// Why a read gave nothing, after every retry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReadError {
    /// Too much at once, or a pause at the lender's; with the seconds that it named.
    Busy(Option<u32>),
    /// The key is not taken.
    Auth,
    /// There is no such path.
    NotFound,
    /// Anything else, for the log.
    Failed {
        /// What happened.
        cause: &'static str,
        /// Whether asking again may help.
        passing: bool,
    },
}

impl Lender {
    /// The answer to a GET. Asks again with growing pauses, as long as asking helps and `until` lies ahead.
    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
        until: Instant,
    ) -> Result<T, ReadError> {
        let mut pause = self.patience.first_pause;
        loop {
            let error = match self.get_once(path, query, until).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let wait = error.told_wait().unwrap_or(pause);
            if !error.is_passing() || Instant::now() + wait >= until {
                return Err(error);
            }
            sleep(wait).await;
            pause *= 2;
        }
    }

    /// The answer to a GET that is sent once.
    pub(super) async fn get_once<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
        until: Instant,
    ) -> Result<T, ReadError> {
        let request = self.upstream.client().get(self.upstream.url(path));
        let request = self.signed(request).query(query);
        let exchange = async {
            let response = request
                .send()
                .await
                .map_err(|_| ReadError::passing("unreachable"))?;
            let status = response.status();
            if status != StatusCode::OK {
                return Err(ReadError::of(status, retry_after(response.headers())));
            }
            let body = body(response)
                .await
                .ok_or(ReadError::passing("broken off"))?;
            serde_json::from_slice(&body).map_err(|_| ReadError::passing("unreadable"))
        };
        // One answer that never comes leaves time for another try.
        let patience = Instant::now() + self.patience.reading / 2;
        timeout_at(until.min(patience), exchange)
            .await
            .unwrap_or(Err(ReadError::passing("timed out")))
    }
}

impl ReadError {
    /// An answer that is not what the documentation promises.
    pub(super) const UNREADABLE: Self = Self::Failed {
        cause: "unreadable",
        passing: false,
    };

    /// Whoever was to answer is gone.
    pub(crate) const BROKEN_OFF: Self = Self::passing("broken off");

    const fn passing(cause: &'static str) -> Self {
        Self::Failed {
            cause,
            passing: true,
        }
    }

    fn of(status: StatusCode, told: Option<u32>) -> Self {
        match status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Self::Busy(told),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Self::Auth,
            StatusCode::NOT_FOUND => Self::NotFound,
            _ if status.is_server_error() => Self::passing("5xx"),
            _ => Self::Failed {
                cause: "refused",
                passing: false,
            },
        }
    }

    const fn is_passing(&self) -> bool {
        matches!(self, Self::Busy(_) | Self::Failed { passing: true, .. })
    }

    fn told_wait(&self) -> Option<Duration> {
        match self {
            Self::Busy(Some(seconds)) => Some(Duration::from_secs((*seconds).into())),
            _ => None,
        }
    }
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Busy(told) => Self::from(Code::UpstreamBusy)
                .with_retry_after(told.unwrap_or(RETRY_AFTER))
                .because("busy"),
            ReadError::Auth => Code::UpstreamAuth.into(),
            ReadError::NotFound => Self::from(Code::UpstreamError).because("not found"),
            ReadError::Failed { cause, .. } => Self::from(Code::UpstreamError).because(cause),
        }
    }
}
