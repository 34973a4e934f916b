//! Calls against sockets on this machine: the exact bytes of requests, and every way in which an answer can go wrong.

#[path = "http/answers.rs"]
mod answers;
#[path = "http/credentials.rs"]
mod credentials;
#[path = "http/faults.rs"]
mod faults;
#[path = "http/limits.rs"]
mod limits;
#[path = "http/multipart.rs"]
mod multipart;
#[path = "http/page_links.rs"]
mod page_links;
#[path = "http/pages.rs"]
mod pages;
#[path = "http/redirects.rs"]
mod redirects;
#[path = "http/regions.rs"]
mod regions;
#[path = "http/requests.rs"]
mod requests;
#[path = "http/retries.rs"]
mod retries;
#[path = "http/server.rs"]
mod server;
#[path = "http/times.rs"]
mod times;
#[path = "http/waits.rs"]
mod waits;
