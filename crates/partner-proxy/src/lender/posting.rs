use axum::http::header;
use enrollment::wire::{borrowers::PostBorrower, problem::FieldProblem};
use reqwest::StatusCode;
use serde_json::json;
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use super::{Lender, LenderBorrower, RETRY_AFTER, body, missing, retry_after};
use crate::{
    problem::{Code, Problem},
    submission::{Signature, Submission},
};

/// Why a submission is not confirmed.
#[derive(Clone, Debug)]
pub(crate) enum PostError {
    /// It never left: the lender can't be reached.
    NotSent,
    /// It left, and nobody knows what became of it.
    Unknown(&'static str),
    /// The lender lacks these values.
    Missing(Vec<FieldProblem>),
    /// The lender has too much to do, and did nothing.
    Busy(Option<u32>),
    /// The key is not taken.
    Auth,
    /// The lender said no, and no value would change that.
    Refused,
}

impl Lender {
    /// Enrolls a borrower or signs for one. Sent once and never again, whatever happens.
    pub(crate) async fn submit(
        &self,
        submission: &Submission,
        until: Instant,
    ) -> Result<LenderBorrower, PostError> {
        let (path, body_sent) = path_and_body(submission);
        let request = self.upstream.client().post(self.upstream.url(&path));
        let request = self
            .signed(request)
            .header(header::CONTENT_TYPE, "application/json")
            .body(body_sent);
        let exchange = async {
            let response = request.send().await.map_err(|error| {
                if error.is_connect() {
                    PostError::NotSent
                } else {
                    PostError::Unknown("broken off")
                }
            })?;
            let status = response.status();
            let told = retry_after(response.headers());
            let body = body(response).await;
            outcome(status, told, body.as_deref())
        };
        let borrower = timeout_at(until, exchange)
            .await
            .unwrap_or(Err(PostError::Unknown("timed out")))?;
        if is_meant(&borrower, submission) {
            Ok(borrower)
        } else {
            Err(PostError::Unknown("another borrower"))
        }
    }
}

impl PostError {
    /// Whether the lender may still be at it.
    pub(crate) const fn leaves_outcome_open(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }
}

impl From<PostError> for Problem {
    fn from(error: PostError) -> Self {
        match error {
            PostError::NotSent => Self::from(Code::UpstreamBusy)
                .with_retry_after(RETRY_AFTER)
                .because("unreachable"),
            PostError::Unknown(cause) => Self::from(Code::OutcomeUnknown).because(cause),
            PostError::Missing(fields) => Self::from(Code::MissingData).with_fields(fields),
            PostError::Busy(told) => Self::from(Code::UpstreamBusy)
                .with_retry_after(told.unwrap_or(RETRY_AFTER))
                .because("busy"),
            PostError::Auth => Code::UpstreamAuth.into(),
            PostError::Refused => Self::from(Code::LenderRefused).because("refused"),
        }
    }
}

/// A signature takes nothing with it but its instant: the lender has no field for the receipt.
fn path_and_body(submission: &Submission) -> (String, String) {
    match submission {
        Submission::Enrollment(enrollment, metadata) => (
            "borrowers".to_owned(),
            PostBorrower::from(enrollment).to_json_with(metadata),
        ),
        Submission::Signature(Signature {
            borrower,
            consent,
            wait_for_ready,
            ..
        }) => {
            let signed_at = consent.signed_at().to_string();
            let body = json!({"signed_at": signed_at, "wait_for_ready": wait_for_ready});
            (format!("borrower/{borrower}/sign"), body.to_string())
        }
    }
}

/// Whether the answer is about the borrower that was sent.
fn is_meant(borrower: &LenderBorrower, submission: &Submission) -> bool {
    let is_id = |id: Uuid| borrower.id().parse() == Ok(id);
    borrower.is(submission.company()) && submission.borrower().is_none_or(is_id)
}

/// What an answer says of a submission that has left. Without a body that can be read it says nothing, except where
/// the status alone means that the request was not looked at.
fn outcome(
    status: StatusCode,
    told: Option<u32>,
    body: Option<&[u8]>,
) -> Result<LenderBorrower, PostError> {
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => return Err(PostError::Auth),
        StatusCode::TOO_MANY_REQUESTS => return Err(PostError::Busy(told)),
        StatusCode::REQUEST_TIMEOUT => return Err(PostError::Unknown("timed out")),
        _ => {}
    }
    let body = body.ok_or(PostError::Unknown("broken off"))?;
    if status.is_success() {
        serde_json::from_slice(body).map_err(|_| PostError::Unknown("unreadable"))
    } else if status.is_client_error() {
        let missing = missing::values(body).ok_or(PostError::Unknown("unreadable"))?;
        match status {
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => {
                Err(PostError::Missing(missing))
            }
            _ => Err(PostError::Refused),
        }
    } else {
        Err(PostError::Unknown("neither 2xx nor 4xx"))
    }
}
