//! Waits until a Build is done, and says all the while how it is doing.
//!
//! ```text
//! export TWILIO_API_KEY=SK… TWILIO_API_SECRET=…   # or TWILIO_ACCOUNT_SID=AC… TWILIO_AUTH_TOKEN=…
//! cargo run --example wait_for_build -- my-service ZB… && echo ready
//! ```

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use tokio::runtime::Builder;
use twilio_serverless::types::BuildStatus;
use twilio_serverless::{Client, Error, Progress};

const USAGE: &str = "\
usage: wait_for_build SERVICE BUILD [SECONDS]

  SERVICE  the Service, by its SID (ZS…) or its unique name
  BUILD    the SID of one of its Builds (ZB…)
  SECONDS  how long to wait at most; 300 unless given

The environment must hold TWILIO_API_KEY and TWILIO_API_SECRET, or TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (service, build, seconds) = match arguments.as_slice() {
        [service, build] => (service, build, Ok(300)),
        [service, build, seconds] => (service, build, seconds.parse()),
        other => {
            eprintln!("expected 2 or 3 arguments, but found {}\n\n{USAGE}", other.len());
            return ExitCode::from(2);
        }
    };
    let Ok(seconds) = seconds else {
        eprintln!("expected a whole number of seconds, but found `{}`\n\n{USAGE}", arguments[2]);
        return ExitCode::from(2);
    };
    let runtime = Builder::new_current_thread().enable_all().build().expect("an async runtime");
    let done = runtime.block_on(wait(service, build, Duration::from_secs(seconds)));
    eprintln!();
    match done {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn wait(service: &str, build: &str, timeout: Duration) -> Result<BuildStatus, Error> {
    let client = Client::from_env()?;
    client.services(service).builds(build).build_status().fetch().wait().timeout(timeout).on_progress(show).await
}

/// `[#####...............]  75s of 300s  building`, over what it showed before.
fn show(progress: &Progress<'_>) {
    const WIDTH: u64 = 20;
    let (elapsed, timeout) = (progress.elapsed().as_secs(), progress.timeout().as_secs());
    let done = (elapsed * WIDTH / timeout.max(1)).min(WIDTH);
    let bar: String = (0..WIDTH).map(|at| if at < done { '#' } else { '.' }).collect();
    let state = match progress.error() {
        Some(_) => "no answer, trying again",
        None => progress.state().unwrap_or("no status yet"),
    };
    eprint!("\r[{bar}] {elapsed:>3}s of {timeout}s  {state:<24}");
    // It is only a progress bar.
    let _ = std::io::stderr().flush();
}
