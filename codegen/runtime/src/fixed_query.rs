//! Queries that are part of a path's key.

use super::call::Call;

impl Call {
    /// Adds a pair, or several of one name, as it stands in the URL. A parameter of that name that is set later replaces it.
    #[must_use]
    pub fn fixed_query(mut self, pair: &'static str) -> Self {
        let name = pair.split_once('=').map_or(pair, |(name, _)| name);
        self.request().query.set_encoded(name, pair.to_owned());
        self
    }
}
