//! Parameters of a path that the client has a value for.

use std::borrow::Cow;
use std::env;

use super::argument::ToText;
use super::call::Call;
use super::checks::InvalidInput;
use super::client::{ClientBuilder, Core};
use super::error::{Place, RefusedInput};
use super::filled_path::{Filled, filled_parts};
use super::path::append_value;

/// Leaves a place in a path: [`Call::path_parameter`] fills it.
#[derive(Debug, Clone, Copy)]
pub struct ByClient(pub &'static str);

impl ToText for ByClient {
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
        Ok(Cow::Owned(format!("{{{}}}", self.0)))
    }

    fn is_encoded(&self) -> bool {
        true
    }
}

impl<C> ClientBuilder<C> {
    /// What a parameter is where the caller does not pass it.
    #[doc(hidden)]
    #[must_use]
    pub fn parameter(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.settings.parameters.push((name.to_owned(), value.into()));
        self
    }

    /// The same, if this environment variable is set; what was given before goes first.
    #[doc(hidden)]
    #[must_use]
    pub fn parameter_from_env(mut self, name: &'static str, variable: &str) -> Self {
        if let Some(value) = env::var(variable).ok().filter(|value| !value.is_empty()) {
            self.settings.parameters.insert(0, (name.to_owned(), value));
        }
        self
    }
}

impl Core {
    /// What the client has for a parameter: what it was given for it, else the user name of the credential for a scheme.
    pub fn known(&self, parameter: &str, scheme: Option<&str>) -> Option<&str> {
        let settings = self.settings();
        let given = settings.parameters.iter().rev().find(|(name, _)| name == parameter);
        if let Some((_, value)) = given {
            return Some(value);
        }
        let scheme = scheme?;
        let named = |(name, _): &&(Option<String>, _)| name.as_deref() == Some(scheme);
        let passed = settings.credentials.iter().rev().filter(named);
        let passed = passed.chain(settings.credentials.iter().rev().filter(|(name, _)| name.is_none()));
        let passed = passed.map(|(_, credential)| credential);
        let in_environment = settings.environment.iter().filter(|(name, _)| *name == scheme);
        let in_environment = in_environment.map(|(_, credential)| credential);
        passed.chain(in_environment).find_map(|credential| credential.username())
    }
}

impl Call {
    /// Fills a parameter of the path: one that was left open, or again.
    #[must_use]
    pub fn path_parameter(mut self, name: &'static str, value: &dyn ToText) -> Self {
        let request = self.request();
        if request.refused.as_ref().is_some_and(|refused| refused.is_of(Place::Path, name)) {
            request.refused = None;
        }
        let mut path = String::with_capacity(request.path.len() + 40);
        let mut problem = None;
        for Filled { literal, parameter } in filled_parts(request.operation.template, &request.path) {
            path.push_str(literal);
            match parameter {
                Some((other, _)) if other == name => problem = append_value(&mut path, value).err(),
                Some((_, encoded)) => path.push_str(encoded),
                None => {}
            }
        }
        match problem {
            Some(problem) => self.refuse(Place::Path, name, problem),
            None => request.path = path,
        }
        self.open_is_refused()
    }

    /// A path with a place that nobody fills is not sent.
    #[must_use]
    pub fn open_is_refused(mut self) -> Self {
        let request = self.request();
        let mut parameters = filled_parts(request.operation.template, &request.path).into_iter();
        let open = parameters.find_map(|part| part.parameter.filter(|(_, encoded)| encoded.starts_with('{')));
        if let (Some((name, _)), None) = (open, &request.refused) {
            let problem = InvalidInput::new("a value, since the client has none for it", "nothing");
            request.refused = Some(RefusedInput::new(request.operation, Place::Path, name.into(), problem));
        }
        self
    }
}
