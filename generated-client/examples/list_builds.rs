//! Prints the Builds of a Service.
//!
//! ```text
//! export TWILIO_API_KEY=SK… TWILIO_API_SECRET=…   # or TWILIO_ACCOUNT_SID=AC… TWILIO_AUTH_TOKEN=…
//! cargo run --example list_builds -- my-service 20
//! ```

use std::process::ExitCode;

use tokio::runtime::Builder;
use twilio_serverless::types::Build;
use twilio_serverless::{Client, Error};

const USAGE: &str = "\
usage: list_builds SERVICE [COUNT]

  SERVICE  the Service, by its SID (ZS…) or its unique name
  COUNT    how many to print at most; all unless given

The environment must hold TWILIO_API_KEY and TWILIO_API_SECRET, or TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (service, count) = match arguments.as_slice() {
        [service] => (service, Ok(usize::MAX)),
        [service, count] => (service, count.parse()),
        other => {
            eprintln!("expected 1 or 2 arguments, but found {}\n\n{USAGE}", other.len());
            return ExitCode::from(2);
        }
    };
    let Ok(count) = count else {
        eprintln!("expected a whole number, but found `{}`\n\n{USAGE}", arguments[1]);
        return ExitCode::from(2);
    };
    let runtime = Builder::new_current_thread().enable_all().build().expect("an async runtime");
    match runtime.block_on(list(service, count)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn list(service: &str, count: usize) -> Result<(), Error> {
    let client = Client::from_env()?;
    // A page is fetched when the one before it has been printed, so never one too many.
    let mut builds = client.services(service).list_build().page_size(50).items();
    for _ in 0..count {
        match builds.next().await {
            Some(build) => print(&build?),
            None => break,
        }
    }
    Ok(())
}

/// `ZB…  completed  node22  2026-03-02T09:31:48Z`
fn print(build: &Build) {
    let sid = build.sid.as_ref().map_or("?", |sid| sid.as_str());
    let status = build.status.as_ref().map_or("?", |status| status.as_str());
    let runtime = build.runtime.as_ref().map_or("?", |runtime| runtime.as_str());
    let updated = build.date_updated.as_ref().map_or("?", |time| time.as_str());
    println!("{sid}  {status:<9}  {runtime:<6}  {updated}");
}
