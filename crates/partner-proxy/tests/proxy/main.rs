//! The proxy's promises, over real HTTP: a client on one side, the sandbox or a stub in the lender's place on the other.

#[cfg(test)]
mod browser;
#[cfg(test)]
mod configuration;
#[cfg(test)]
mod enrolling;
#[cfg(test)]
mod log;
#[cfg(test)]
mod logs;
#[cfg(test)]
mod outcome;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod reasons;
#[cfg(test)]
mod session;
#[cfg(test)]
mod signing;
#[cfg(test)]
mod support;
#[cfg(test)]
mod trusted_header;
#[cfg(test)]
mod waiting;
#[cfg(test)]
mod webhooks;
