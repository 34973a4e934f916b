//! Prints the status of a Build.
//!
//! ```text
//! export TWILIO_API_KEY=SK… TWILIO_API_SECRET=…   # or TWILIO_ACCOUNT_SID=AC… TWILIO_AUTH_TOKEN=…
//! cargo run --example fetch_build_status -- my-service ZB…
//! ```

use std::process::ExitCode;

use tokio::runtime::Builder;
use twilio_serverless::types::BuildStatus;
use twilio_serverless::{Client, Error};

const USAGE: &str = "\
usage: fetch_build_status SERVICE BUILD

  SERVICE  the Service, by its SID (ZS…) or its unique name
  BUILD    the SID of one of its Builds (ZB…)

The environment must hold TWILIO_API_KEY and TWILIO_API_SECRET, or TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [service, build] = arguments.as_slice() else {
        eprintln!("expected 2 arguments, but found {}\n\n{USAGE}", arguments.len());
        return ExitCode::from(2);
    };
    let runtime = Builder::new_current_thread().enable_all().build().expect("an async runtime");
    match runtime.block_on(fetch(service, build)) {
        Ok(BuildStatus { status: Some(status), .. }) => {
            println!("{status}");
            ExitCode::SUCCESS
        }
        Ok(_) => {
            eprintln!("the answer says nothing of a status");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn fetch(service: &str, build: &str) -> Result<BuildStatus, Error> {
    let client = Client::from_env()?;
    client.services(service).builds(build).build_status().fetch().await
}
