//! One module for each of the lender's resources, and one for the sandbox's own.

pub(crate) mod borrower;
pub(crate) mod borrowers;
pub(crate) mod control;
pub(crate) mod credit_lines;
pub(crate) mod generators;
pub(crate) mod translation;
pub(crate) mod webhooks;
