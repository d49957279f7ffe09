//! What the shop promises, over a real sandbox and a real proxy.

#[cfg(test)]
mod files;
#[cfg(test)]
mod orders;
#[cfg(test)]
mod page;
#[cfg(test)]
mod process;
#[cfg(test)]
mod scenario;
#[cfg(test)]
mod support;
