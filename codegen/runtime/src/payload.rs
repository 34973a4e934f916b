//! What an operation answers.

use super::error::Error;
use super::read::Read;
use super::response::{Answer, Response};

/// How the body of a success becomes a value: every type that can be read from JSON, and markers such as [`Empty`].
pub trait Payload: Sized {
    /// What awaiting the call returns.
    type Value;
    /// What to ask for.
    const ACCEPT: &'static str;

    /// Reads it; may take headers and body out of the answer.
    fn decode(answer: &mut Answer) -> Result<Self::Value, Error>;
}

impl<T: Read> Payload for T {
    type Value = T;
    const ACCEPT: &'static str = "application/json";

    #[inline]
    fn decode(answer: &mut Answer) -> Result<T, Error> {
        answer.json()
    }
}

/// A body of any kind: a `Vec<u8>`.
#[derive(Debug, Clone, Copy)]
pub enum Bytes {}

impl Payload for Bytes {
    type Value = Vec<u8>;
    const ACCEPT: &'static str = "*/*";

    #[inline]
    fn decode(answer: &mut Answer) -> Result<Vec<u8>, Error> {
        Ok(answer.take_bytes())
    }
}

/// A body that says nothing: `()`. If there is one, it is ignored.
#[derive(Debug, Clone, Copy)]
pub enum Empty {}

impl Payload for Empty {
    type Value = ();
    const ACCEPT: &'static str = "application/json";

    #[inline]
    fn decode(_answer: &mut Answer) -> Result<(), Error> {
        Ok(())
    }
}

/// A value together with status and headers.
impl<P: Payload> Payload for Response<P> {
    type Value = Response<P::Value>;
    const ACCEPT: &'static str = P::ACCEPT;

    #[inline]
    fn decode(answer: &mut Answer) -> Result<Response<P::Value>, Error> {
        let value = P::decode(answer)?;
        let (status, headers) = answer.take_head();
        Ok(Response { value, status, request_id: headers.request_id().map(str::to_owned), headers })
    }
}
