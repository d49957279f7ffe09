pub(crate) mod checkout;
pub(crate) mod documents;
pub(crate) mod orders;
pub(crate) mod scenario;
pub(crate) mod session;
pub(crate) mod test_data;
