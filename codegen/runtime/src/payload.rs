//! What an operation answers.

use super::error::Error;
use super::read::Read;
use super::response::{Answer, Response};

/// How the body of a success becomes a value: every type that can be read from JSON, and the markers below.
pub trait Payload: Sized {
    /// What awaiting the call returns.
    type Value;
    /// What to ask for.
    const ACCEPT: &'static str;

    /// Reads it.
    fn decode(answer: Answer) -> Result<Self::Value, Error>;
}

impl<T: Read> Payload for T {
    type Value = T;
    const ACCEPT: &'static str = "application/json";

    fn decode(answer: Answer) -> Result<T, Error> {
        answer.json()
    }
}

/// A body that is text: a `String`.
#[derive(Debug, Clone, Copy)]
pub enum PlainText {}

impl Payload for PlainText {
    type Value = String;
    const ACCEPT: &'static str = "text/plain, */*;q=0.5";

    fn decode(answer: Answer) -> Result<String, Error> {
        answer.text()
    }
}

/// A body of any kind: a `Vec<u8>`.
#[derive(Debug, Clone, Copy)]
pub enum Bytes {}

impl Payload for Bytes {
    type Value = Vec<u8>;
    const ACCEPT: &'static str = "*/*";

    fn decode(answer: Answer) -> Result<Vec<u8>, Error> {
        Ok(answer.into_bytes())
    }
}

/// A body that says nothing: `()`. If there is one, it is ignored.
#[derive(Debug, Clone, Copy)]
pub enum Empty {}

impl Payload for Empty {
    type Value = ();
    const ACCEPT: &'static str = "application/json";

    fn decode(_answer: Answer) -> Result<(), Error> {
        Ok(())
    }
}

/// A value together with status and headers.
impl<P: Payload> Payload for Response<P> {
    type Value = Response<P::Value>;
    const ACCEPT: &'static str = P::ACCEPT;

    fn decode(answer: Answer) -> Result<Response<P::Value>, Error> {
        let (status, headers) = (answer.status(), answer.headers().clone());
        let value = P::decode(answer)?;
        Ok(Response { value, status, request_id: headers.request_id().map(str::to_owned), headers })
    }
}
