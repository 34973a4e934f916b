//! Calls against sockets on this machine: the exact bytes of requests, and every way in which an answer can go wrong.

#[path = "http/answers.rs"]
mod answers;
#[path = "http/faults.rs"]
mod faults;
#[path = "http/redirects.rs"]
mod redirects;
#[path = "http/requests.rs"]
mod requests;
#[path = "http/server.rs"]
mod server;
