//! What several test files need: samples of every value, answers as they come over the wire, and a driver of the flow.

pub(crate) mod answers;
pub(crate) mod driver;
pub(crate) mod iban;
pub(crate) mod random;
pub(crate) mod sample;
