//! What one would write without a generator, to fetch the status of a build.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct BuildStatus {
    sid: String,
    account_sid: String,
    service_sid: String,
    status: String,
    url: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "another TLS provider is in use")?;
    let user = std::env::var("TWILIO_ACCOUNT_SID")?;
    let password = std::env::var("TWILIO_AUTH_TOKEN")?;
    let client = reqwest::Client::builder().user_agent("by-hand/0.1").build()?;
    let response = client
        .get("https://serverless.twilio.com/v1/Services/ZS0/Builds/ZB0/Status")
        .basic_auth(user, Some(password))
        .send()
        .await?
        .error_for_status()?;
    let status: BuildStatus = serde_json::from_slice(&response.bytes().await?)?;
    println!("{status:?}");
    Ok(())
}
