//! The lazy call: a request described, not sent yet.

use std::fmt;

use reqwest::{Method, Url};

use super::api::Server;
use super::argument::ToText;
use super::body::Body;
use super::call_options::{CallOptions, Timeout};
use super::checks::InvalidInput;
use super::client::Core;
use super::error::{Operation, Place, RefusedInput};
use super::header::{Lines, put_line};
use super::opaque::Opaque;
use super::path::fill_path;
use super::payload::Payload;
use super::percent::Encoding;
use super::query::Pairs;
use super::security::SecurityScheme;
use super::send::{Sending, sending};

/// A request that is described piece by piece and sent when it is awaited. The first piece that is not valid is what
/// awaiting it returns; nothing is sent then.
pub struct Call(Described);

/// A request before it is sent, and between two attempts.
pub(super) type Described = Opaque<Request>;

/// Everything that is known of a request before it is sent; enough to send it again.
pub(super) struct Request {
    pub core: Core,
    pub operation: Operation,
    pub method: Method,
    /// Filled in and encoded.
    pub path: String,
    pub query: Pairs,
    pub headers: Lines,
    pub cookies: Pairs,
    pub body: Body,
    /// `None`: as the API says.
    pub security: Option<Vec<Vec<&'static SecurityScheme>>>,
    /// `None`: as the API says.
    pub servers: Option<&'static [Server]>,
    /// A page to fetch, in the place of server, path and query.
    pub link: Option<Url>,
    pub options: CallOptions,
    /// Whether the body of a success is left to be read.
    pub streams: bool,
    pub refused: Option<RefusedInput>,
}

macro_rules! methods {
    ($($name:ident $method:ident)*) => { $(
        #[doc = concat!("A `", stringify!($method), "` request to a path template, whose `{placeholders}` the values fill.")]
        pub fn $name(core: &Core, template: &'static str, values: &[&dyn ToText]) -> Self {
            let operation = Operation { method: stringify!($method), template };
            Self::new(core, Method::$method, operation, values)
        }
    )* };
}

impl Call {
    methods! { delete DELETE get GET head HEAD options OPTIONS patch PATCH post POST put PUT trace TRACE }

    fn new(core: &Core, method: Method, operation: Operation, values: &[&dyn ToText]) -> Self {
        let (path, refused) = match fill_path(operation.template, values) {
            Ok(path) => (path, None),
            Err((name, problem)) => {
                (String::new(), Some(RefusedInput::new(operation, Place::Path, name.into(), problem)))
            }
        };
        Self(Opaque::new(Request {
            core: core.clone(),
            operation,
            method,
            path,
            query: Pairs::new(Encoding::Url),
            headers: Lines::new(),
            cookies: Pairs::new(Encoding::Url),
            body: Body::None,
            security: None,
            servers: None,
            link: None,
            options: CallOptions::default(),
            streams: false,
            refused,
        }))
    }

    /// Adds options; those that were set before stay unless they are set again.
    #[inline]
    #[must_use]
    pub fn with(mut self, options: CallOptions) -> Self {
        let request = self.request();
        if let (Some((name, problem)), None) = (options.refused, &request.refused) {
            request.refused = Some(RefusedInput::new(request.operation, Place::Header, name.into(), problem));
        }
        if !matches!(options.timeout, Timeout::AsTheClient) {
            request.options.timeout = options.timeout;
        }
        if !matches!(options.attempt_timeout, Timeout::AsTheClient) {
            request.options.attempt_timeout = options.attempt_timeout;
        }
        if options.retries.is_some() {
            request.options.retries = options.retries;
        }
        for (name, value) in options.headers {
            put_line(&mut request.options.headers, name, value);
        }
        self
    }

    /// Turns it into the future that sends it.
    pub fn send<P: Payload>(self) -> Sending<P> {
        Sending::new(sending(self.0, P::ACCEPT))
    }

    /// Writes it for `Debug`, under the name of the operation's own type: what it is, without what may be secret.
    #[inline]
    pub fn describe(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple(name).field(&format_args!("{}", self.0.operation)).finish()
    }

    #[inline]
    pub(super) fn into_request(self) -> Described {
        self.0
    }

    pub(super) fn request(&mut self) -> &mut Request {
        &mut self.0
    }

    /// Remembers what is refused, if it is the first.
    #[cold]
    pub(super) fn refuse(&mut self, place: Place, name: &'static str, problem: InvalidInput) {
        let request = self.request();
        if request.refused.is_none() {
            request.refused = Some(RefusedInput::new(request.operation, place, name.into(), problem));
        }
    }
}

impl fmt::Debug for Call {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.describe("Call", f)
    }
}

#[cfg(test)]
// The macro is made for types that are public and used.
#[allow(dead_code, unreachable_pub)]
mod tests {
    use super::super::operation::operation;
    use super::super::{
        Api, CallOptions, ClientBuilder, Core, Error, Items, Next, Pages, PlainText, Response, Sending,
    };
    use super::Call;

    operation! {
        struct FetchText(Call) -> PlainText;
    }

    operation! {
        struct ListTexts(Call) -> Vec<String>;

        pages: Next::Page { parameter: "Page", first: 1, len: |page| page.len() };
        items: String = |page| page;

        /// There are none.
        pub fn error_404 for 404 => String;

        /// They can't be listed.
        pub fn error_default for _ if not 404 => String;
    }

    static API: Api = Api { user_agent: "test/1", servers: &[], schemes: &[], security: &[] };

    fn core() -> Core {
        let builder: ClientBuilder<Core> = ClientBuilder::new(&API);
        builder.base_url("http://127.0.0.1:9").build().expect("a client")
    }

    #[test]
    fn calls_are_futures_that_can_be_sent_between_threads() {
        fn check<C: IntoFuture<Output = Result<T, Error>, IntoFuture: Send + 'static>, T>(_call: &C) {}
        check::<_, String>(&FetchText(Call::get(&core(), "/", &[])));
        check::<_, Vec<String>>(&ListTexts(Call::get(&core(), "/", &[])));
        let sent: Sending<Response<Vec<String>>> = ListTexts(Call::get(&core(), "/", &[])).send();
        assert_eq!(format!("{sent:?}"), "Sending { .. }");
        assert_eq!(size_of::<Error>(), 16);
        assert_eq!(size_of::<FetchText>(), 2 * size_of::<usize>());
    }

    #[test]
    fn debug_output_shows_the_operation_without_values() {
        let call = FetchText(Call::get(&core(), "/v1/{Sid}", &[&"s3cret"]).query("Key", &"s3cret"));
        let call = call.with(CallOptions::new().header("X-Key", "s3cret"));
        assert_eq!(format!("{call:?}"), "FetchText(GET /v1/{Sid})");
        let options = format!("{:?}", CallOptions::new().header("X-Key", "s3cret"));
        assert_eq!(
            options,
            r#"CallOptions { timeout: AsTheClient, attempt_timeout: AsTheClient, retries: None, headers: ["x-key"], .. }"#
        );
    }
}
