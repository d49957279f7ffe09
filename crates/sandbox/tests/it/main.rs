//! The sandbox through its router, in virtual time, and over sockets where bytes matter.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod control;
#[cfg(test)]
mod enrolling;
#[cfg(test)]
mod generators;
#[cfg(test)]
mod over_tcp;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod signing;
#[cfg(test)]
mod support;
