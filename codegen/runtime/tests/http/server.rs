//! A server that answers what a test tells it to, and the client that calls it.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use client_runtime::{
    Api, ClientBuilder, Core, Credential, EnvSource, Error, Payload, SchemeKind, SecurityScheme, Sending, Server,
    TestClock,
};

pub(crate) const SECRET: &str = "s3cret-t0ken";

pub(crate) static BASIC: SecurityScheme = scheme("account", SchemeKind::Basic);
pub(crate) static QUERY: SecurityScheme = scheme("query", SchemeKind::Query("api key"));
pub(crate) static HEADER: SecurityScheme = scheme("header", SchemeKind::Header("X-Api-Key"));
pub(crate) static COOKIE: SecurityScheme = scheme("cookie", SchemeKind::Cookie("session"));

pub(crate) static API: Api = Api {
    user_agent: "test-client/1.2.3",
    servers: &[Server { url: "https://api.example.com", variables: None }],
    schemes: &[&BASIC, &QUERY, &HEADER, &COOKIE],
    security: &[&[&BASIC]],
};

const fn scheme(name: &'static str, kind: SchemeKind) -> SecurityScheme {
    SecurityScheme { name, kind, env: &[EnvSource::Secret("TOKEN")] }
}

/// A server for as many connections as it has answers: each is written when a whole request has come, one request a
/// connection.
pub(crate) struct Local {
    pub(crate) url: String,
    requests: Receiver<String>,
}

impl Local {
    pub(crate) fn answering<A: Into<Vec<u8>>>(answers: impl IntoIterator<Item = A>) -> Self {
        let answers: Vec<Vec<u8>> = answers.into_iter().map(Into::into).collect();
        Self::serving(answers.into_iter().map(|answer| {
            move |mut stream: TcpStream| {
                // The client may have hung up on purpose.
                let _ = stream.write_all(&answer);
            }
        }))
    }

    pub(crate) fn serving<S: FnOnce(TcpStream) + Send + 'static>(serves: impl IntoIterator<Item = S>) -> Self {
        let serves: Vec<S> = serves.into_iter().collect();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (sender, requests) = mpsc::channel();
        thread::spawn(move || {
            for serve in serves {
                let Ok((mut stream, _)) = listener.accept() else { return };
                let request = receive(&mut stream);
                if sender.send(request).is_err() {
                    return;
                }
                serve(stream);
            }
        });
        Self { url, requests }
    }

    /// The next request, with `{host}` for its own address.
    pub(crate) fn request(&self) -> String {
        let request = self.requests.recv_timeout(Duration::from_secs(10)).expect("a request");
        request.replace(self.url.trim_start_matches("http://"), "{host}")
    }

    pub(crate) fn got_nothing(&self) -> bool {
        self.requests.try_recv().is_err()
    }

    pub(crate) fn client(&self) -> Core {
        self.builder().build().expect("a client")
    }

    /// Of a client that sends each call once, and at whose clock no time passes.
    pub(crate) fn builder(&self) -> ClientBuilder<Core> {
        builder(&self.url).credential(Credential::basic("AC1", SECRET))
    }

    /// A client with default settings but for the clock.
    pub(crate) fn client_at(&self, clock: &TestClock) -> Core {
        self.builder_at(clock).build().expect("a client")
    }

    pub(crate) fn builder_at(&self, clock: &TestClock) -> ClientBuilder<Core> {
        let builder = ClientBuilder::new(&API).base_url(&self.url).clock(clock.clone());
        builder.credential(Credential::basic("AC1", SECRET))
    }

    /// How many requests came that the test has not asked for.
    pub(crate) fn count(&self) -> usize {
        self.requests.try_iter().count()
    }
}

pub(crate) fn builder(url: &str) -> ClientBuilder<Core> {
    ClientBuilder::new(&API).base_url(url).clock(TestClock::new()).retries(0)
}

/// Serves nothing: the time passes, and the connection stays open.
pub(crate) fn silence(clock: &TestClock, length: Duration) -> impl FnOnce(TcpStream) + Send + Clone + use<> {
    let (clock, open) = (clock.clone(), Arc::new(Mutex::new(Vec::new())));
    move |stream| {
        open.lock().expect("a lock").push(stream);
        clock.advance(length);
        // The others that serve the same hold it, too.
        std::mem::forget(open);
    }
}

/// A 200 answer with this body, whose length is told.
pub(crate) fn ok(body: &str) -> String {
    answer("200 OK", "Content-Type: application/json\r\n", body)
}

pub(crate) fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

/// A client with default settings and no credentials.
pub(crate) fn system(url: &str) -> Core {
    ClientBuilder::new(&API).base_url(url).build().expect("a client")
}

/// Awaits a call.
pub(crate) fn run<P: Payload>(call: Sending<P>) -> Result<P::Value, Error> {
    block_on(call)
}

pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

/// The error of a call, after checking that no form of it gives anything away.
pub(crate) fn fail<P: Payload<Value: std::fmt::Debug>>(call: Sending<P>) -> Error {
    let error = run(call).expect_err("must fail");
    let mut source: Option<&dyn std::error::Error> = Some(&error);
    while let Some(cause) = source {
        let shown = format!("{cause} {cause:?}");
        for secret in [SECRET, "QUMxOnMzY3JldC10MGtlbg"] {
            assert!(!shown.contains(secret), "{shown}");
        }
        source = cause.source();
    }
    assert_eq!(error.to_string().lines().count(), 1, "{error}");
    error
}

/// Reads a whole request.
pub(crate) fn receive(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        if let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
            let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok());
            if request.len() >= end + 4 + length.unwrap_or(0) {
                break;
            }
        }
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => break,
            Ok(read) => request.extend_from_slice(&chunk[..read]),
        }
    }
    String::from_utf8_lossy(&request).into_owned()
}
