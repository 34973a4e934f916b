//! The client's half that all generated clients share, and how it is made.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::api::{Api, Server};
use super::clock::Clock;
use super::credential::Credential;
use super::error::{Error, SetupError};
use super::keyring::Keyring;
use super::opaque::{Hidden, Holder};
use super::settings::Settings;
use super::tls::without_certificates;

/// How many requests of waits are in flight at a time, over all clients without a limit of their own.
const MAX_POLLS_IN_FLIGHT: usize = 16;

/// Everything that calls need: the pool of connections, where they go, with which credentials and limits. Cheap to clone.
#[derive(Clone)]
pub struct Core(Arc<dyn Holder<Shared>>);

struct Shared {
    http: reqwest::Client,
    base_url: String,
    settings: Settings,
    keyring: Keyring,
    /// `None`: what all clients share.
    polls: Option<Semaphore>,
}

/// What a client, a `C`, is made with: set one by one, and then [`build`](Self::build) makes it.
#[derive(Debug, Clone)]
pub struct ClientBuilder<C> {
    pub(super) settings: Settings,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Core>> ClientBuilder<C> {
    /// With default settings and no credentials.
    #[doc(hidden)]
    pub fn new(api: &'static Api) -> Self {
        Self { settings: Settings::new(api), client: PhantomData }
    }

    /// Adds a credential, for every scheme of the API that takes its kind.
    #[must_use]
    pub fn credential(mut self, credential: Credential) -> Self {
        self.settings.credentials.push((None, credential));
        self.settings.make_keyring = Keyring::new;
        self
    }

    /// Adds a credential for the scheme that the document names like this; it beats one that was added by its kind.
    #[must_use]
    pub fn credential_for(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.settings.credentials.push((Some(scheme.into()), credential));
        self.settings.make_keyring = Keyring::new;
        self
    }

    /// Sends all requests to this absolute `http` or `https` URL instead of the servers that the document names: scheme, host,
    /// and a path if there is one.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.settings.base_url = Some(url.into());
        self.settings.if_unencrypted = without_certificates;
        self
    }

    /// What to send as `User-Agent`. By default name and version of this crate.
    #[must_use]
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.settings.user_agent = Some(user_agent.into());
        self
    }

    /// How long a connection, TLS included, may take to be made; `None`: as long as the whole call. 10 seconds by default.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.connect_timeout = timeout.into();
        self
    }

    /// How long one attempt may take, from connecting to the last byte of the answer, if another may follow: one that hangs is
    /// given up then and repeated. 10 seconds by default; `None`: as long as the whole call. The last attempt may take what
    /// is left of that, and so may a request whose method is not idempotent, such as a POST, which is not repeated.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.attempt_timeout = timeout.into();
        self
    }

    /// How long a call may take in all, from connecting to the last byte of the answer, with all retries and the pauses
    /// between them; `None`: for ever. 30 seconds by default.
    #[must_use]
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.timeout = timeout.into();
        self
    }

    /// How many times a call is sent again at most; 0: never. 3 by default.
    ///
    /// It is sent again after a 429, which says that it was not carried out, and if there was no connection at all; and, unless
    /// its method is one that must not be repeated (RFC 9110, section 9.2.2), such as POST or PATCH, also after a 502, 503
    /// or 504, after a connection that broke and when an attempt took too long. The pauses between are random, up to 0.5
    /// seconds at first, then twice as long each time, up to 8 seconds; `Retry-After` makes them longer. A pause that
    /// is longer than what is left of the time for the whole call is not begun: the call fails at once.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.settings.retries = retries;
        self
    }

    /// How many requests of waits are in flight at a time, over this client and its clones. By default it has no limit of its own:
    /// all such clients of the process share one, of 16 requests, and wait for each other.
    #[must_use]
    pub fn max_polls_in_flight(mut self, polls: usize) -> Self {
        self.settings.max_polls_in_flight = Some(polls);
        self
    }

    /// Where to take the time from. For tests, which need not take the time that they are about: see
    /// [`TestClock`](super::TestClock). The time-out for connections stays that of the system.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.settings.clock = Arc::new(clock);
        self
    }

    /// How many bytes the body of an answer may have. 64 MiB by default.
    #[must_use]
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_response_bytes = bytes;
        self
    }

    /// Checks the settings and makes the client. Nothing is sent yet.
    pub fn build(self) -> Result<C, Error> {
        Ok(C::from(Core::new(self.settings)?))
    }
}

impl Core {
    fn new(settings: Settings) -> Result<Self, SetupError> {
        let (http, base_url) = settings.connect()?;
        let api = settings.api;
        let keyring = (settings.make_keyring)(api.schemes, &settings.environment, &settings.credentials)?;
        let limit = |polls: usize| Semaphore::new(polls.clamp(1, Semaphore::MAX_PERMITS));
        let polls = settings.max_polls_in_flight.map(limit);
        Ok(Self(Arc::new(Hidden(Shared { http, base_url, settings, keyring, polls }))))
    }

    fn shared(&self) -> &Shared {
        self.0.held()
    }

    #[inline]
    pub(super) fn settings(&self) -> &Settings {
        &self.shared().settings
    }

    pub(super) fn http(&self) -> &reqwest::Client {
        &self.shared().http
    }

    pub(super) fn api(&self) -> &'static Api {
        self.settings().api
    }

    pub(super) fn keyring(&self) -> &Keyring {
        &self.shared().keyring
    }

    pub(super) fn timeout(&self) -> Option<Duration> {
        self.settings().timeout
    }

    pub(super) fn attempt_timeout(&self) -> Option<Duration> {
        self.settings().attempt_timeout
    }

    pub(super) fn retries(&self) -> u32 {
        self.settings().retries
    }

    pub(super) fn clock(&self) -> &dyn Clock {
        &*self.settings().clock
    }

    /// A permit for each request of a wait that may be in flight.
    #[inline]
    pub(super) fn polls(&self) -> &Semaphore {
        static POLLS: Semaphore = Semaphore::const_new(MAX_POLLS_IN_FLIGHT);
        self.shared().polls.as_ref().unwrap_or(&POLLS)
    }

    pub(super) fn connect_timeout(&self) -> Option<Duration> {
        self.settings().connect_timeout
    }

    pub(super) fn max_response_bytes(&self) -> usize {
        self.settings().max_response_bytes
    }

    /// Where an operation is sent that has servers of its own, or none.
    pub(super) fn base_url(&self, servers: Option<&[Server]>) -> Result<String, SetupError> {
        match servers {
            Some(servers) if self.settings().base_url.is_none() => self.settings().resolve(servers),
            Some(_) | None => Ok(self.shared().base_url.clone()),
        }
    }

    /// The base URLs that an operation would be sent to, did the client's own not replace them; none if it does not.
    #[inline]
    pub(super) fn replaced(&self, servers: Option<&'static [Server]>) -> Vec<String> {
        let settings = self.settings();
        if settings.base_url.is_none() {
            return Vec::new();
        }
        let servers = servers.unwrap_or(settings.api.servers);
        servers.chunks(1).filter_map(|server| settings.resolve(server).ok()).collect()
    }
}

impl fmt::Debug for Core {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("base_url", &self.shared().base_url)
            .field("credentials", &self.shared().keyring)
            .field("connect_timeout", &self.settings().connect_timeout)
            .field("attempt_timeout", &self.settings().attempt_timeout)
            .field("timeout", &self.settings().timeout)
            .field("retries", &self.settings().retries)
            .finish_non_exhaustive()
    }
}
