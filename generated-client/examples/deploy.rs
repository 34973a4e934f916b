//! Puts one Function online: creates a Service and an Environment, uploads the code, builds it, waits for that, and deploys.
//!
//! ```text
//! export TWILIO_API_KEY=SK… TWILIO_API_SECRET=…   # or TWILIO_ACCOUNT_SID=AC… TWILIO_AUTH_TOKEN=…
//! cargo run --example deploy -- my-service hello.js
//! ```

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use tokio::runtime::Builder;
use twilio_serverless::types::Visibility;
use twilio_serverless::{Client, FilePart};

const USAGE: &str = "\
usage: deploy SERVICE FILE

  SERVICE  the unique name of the Service to create
  FILE     the JavaScript to serve, under its name without `.js`

The environment must hold TWILIO_API_KEY and TWILIO_API_SECRET, or TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [service, file] = arguments.as_slice() else {
        eprintln!("expected 2 arguments, but found {}\n\n{USAGE}", arguments.len());
        return ExitCode::from(2);
    };
    let runtime = Builder::new_current_thread().enable_all().build().expect("an async runtime");
    let deployed = runtime.block_on(async { deploy(&Client::from_env()?, service, Path::new(file)).await });
    match deployed {
        Ok(url) => {
            println!("{url}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// With any client, such as one of a test.
pub async fn deploy(client: &Client, name: &str, file: &Path) -> Result<String, Box<dyn Error>> {
    let function_name = file.file_stem().and_then(|stem| stem.to_str()).ok_or("the file has no name in UTF-8")?;
    let code = FilePart::new(std::fs::read(file)?)
        .file_name(format!("{function_name}.js"))
        .media_type("application/javascript");
    let path = format!("/{function_name}");

    eprintln!("creating the Service {name}");
    client.create_service(name, name).await?;
    let service = client.services(name);
    let environment = service.create_environment("production").await?;

    eprintln!("uploading {}", file.display());
    let function = service.create_function(function_name).await?;
    let function = service.functions(there(function.sid)?);
    let version = function.create_function_version(code, &path, Visibility::Public).await?;

    eprintln!("building");
    let build = service.create_build().function_versions([there(version.sid)?]).runtime("node22").await?;
    let build = there(build.sid)?;
    service.builds(&build).build_status().fetch().wait().on_progress(|progress| eprintln!("  {progress}")).await?;

    eprintln!("deploying");
    let production = service.environments(there(environment.sid)?);
    production.create_deployment().build_sid(build).await?;
    Ok(format!("https://{}{path}", there(environment.domain_name)?))
}

/// Nothing that the service answers is promised to be there.
fn there<T>(value: Option<T>) -> Result<T, &'static str> {
    value.ok_or("the answer lacks what the next step needs")
}
