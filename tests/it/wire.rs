//! Generated clients on a real socket: the exact request, and what becomes of the answer.

use std::future::{Future as _, IntoFuture};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use twilio_serverless::{Client, Credential, Error};

use server::{Answer, Server};

mod answers;
mod bodies;
mod build_status;
mod credentials;
mod default_from;
mod environment;
mod errors;
mod objects;
mod paths;
mod requests;
mod secrets;
mod server;
mod serverless;
mod servers;
mod statuses;
mod streams;
mod styles;
mod together;
mod unions;

const SERVICE: &str = "ZS0123456789abcdef0123456789abcdef";
const BUILD: &str = "ZB0123456789abcdef0123456789abcdef";
const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
const TOKEN: &str = "s3cret-auth-token";

/// A client of the server, with credentials, that tries once.
fn client(server: &Server) -> Client {
    let builder = Client::builder().credential(Credential::basic(ACCOUNT, TOKEN)).base_url(server.url());
    builder.retries(0).timeout(Duration::from_secs(20)).build().expect("the settings are fine")
}

/// The builder of a client of one of the cases.
macro_rules! case_client {
    ($case:ident, $server:expr) => {
        workspace_tests::cases::$case::Client::builder().base_url($server.url()).build().expect("the settings are fine")
    };
}
use case_client;

fn block_on<F: IntoFuture>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("the system has threads");
    runtime.block_on(future.into_future())
}

/// What the client makes of an answer to `fetch_build_status`.
fn answered(answer: Answer) -> Result<twilio_serverless::types::BuildStatus, Error> {
    let server = Server::start([answer]);
    block_on(twilio_serverless::api::build_status::fetch_build_status(&client(&server), SERVICE, BUILD))
}

#[test]
fn nothing_is_sent_before_it_is_awaited() {
    let server = Server::start([Answer::json("200 OK", "{}")]);
    let client = client(&server);
    drop(twilio_serverless::api::build_status::fetch_build_status(&client, SERVICE, BUILD));
    drop(twilio_serverless::api::build_status::fetch_build_status(&client, SERVICE, BUILD).into_future());
    assert_eq!(server.connections(), 0);
}

#[test]
fn without_a_runtime_it_is_an_error() {
    let server = Server::start([Answer::json("200 OK", "{}")]);
    let call = twilio_serverless::api::build_status::fetch_build_status(&client(&server), SERVICE, BUILD);
    let mut future = std::pin::pin!(call.into_future());
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Err(error @ Error::Setup(_))) => {
            assert!(error.to_string().contains("Tokio"), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_call_can_be_sent_from_any_thread() {
    fn shared<T: Send + Sync + 'static>(_: &T) {}
    fn sent<T: Send + 'static>(_: T) {}
    let server = Server::start([Answer::json("200 OK", "{}")]);
    let client = client(&server);
    shared(&client);
    sent(twilio_serverless::api::build_status::fetch_build_status(&client, SERVICE, BUILD).into_future());
}
