use std::time::{SystemTime, UNIX_EPOCH};

use enrollment::time::Timestamp;

/// The proxy's wall time. A clock set before 1970 reads as 1970, when no token and no signature is valid.
pub(crate) fn now() -> Timestamp {
    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since_epoch.as_millis())
        .ok()
        .and_then(Timestamp::from_millis)
        .unwrap_or(EPOCH)
}

const EPOCH: Timestamp = match Timestamp::from_millis(0) {
    Some(epoch) => epoch,
    None => unreachable!(),
};
