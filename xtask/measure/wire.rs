//! What a call and the decoding of an answer cost: through the generated client, and written by hand with reqwest and
//! serde. Both do the same: a typed status from a checked answer, all builds of a page.
//!
//! ```text
//! wire serve                     answers on a port of its own, which it prints, until its input ends
//! wire call    ours|hand PORT N  asks that server N times
//! wire decode  ours|hand FILE N  reads a page of 1,000 builds, each the first one in FILE, N times, and prints the
//!                                microseconds of one time
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use serde::Deserialize;
use twilio_serverless::types::{BuildPage, BuildState};
use twilio_serverless::{Client, Credential, from_json};

const SERVICE: &str = "ZS0123456789abcdef0123456789abcdef";
const BUILD: &str = "ZB0123456789abcdef0123456789abcdef";
const USER: &str = "AC0123456789abcdef0123456789abcdef";
const PASSWORD: &str = "0123456789abcdef0123456789abcdef";

/// On a page that is decoded.
const BUILDS: usize = 1_000;

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["serve"] => serve(),
        ["call", "ours", port, times] => run(call_ours(port, times.parse()?)),
        ["call", "hand", port, times] => run(call_by_hand(port, times.parse()?)),
        ["decode", "ours", file, times] => decode(file, times.parse()?, |text| {
            let page: BuildPage = from_json(text)?;
            Ok(page.builds.ok_or("no builds")?.len())
        }),
        ["decode", "hand", file, times] => decode(file, times.parse()?, |text| {
            let page: ByHandPage = serde_json::from_str(text)?;
            Ok(page.builds.len())
        }),
        other => Err(format!("expected serve, call or decode, but found {other:?}").into()),
    }
}

fn run(work: impl Future<Output = Done>) -> Done {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work)
}

async fn call_ours(port: &str, times: usize) -> Done {
    let client = Client::builder()
        .base_url(format!("http://127.0.0.1:{port}"))
        .credential(Credential::basic(USER, PASSWORD))
        .build()?;
    for _ in 0..times {
        let status = client.services(SERVICE).builds(BUILD).build_status().fetch().await?;
        assert_eq!(status.status, Some(BuildState::Building));
    }
    Ok(())
}

async fn call_by_hand(port: &str, times: usize) -> Done {
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "another TLS provider is in use")?;
    let client = reqwest::Client::builder().user_agent("by-hand/0.1").timeout(Duration::from_secs(30)).build()?;
    for _ in 0..times {
        let response = client
            .get(format!("http://127.0.0.1:{port}/v1/Services/{SERVICE}/Builds/{BUILD}/Status"))
            .basic_auth(USER, Some(PASSWORD))
            .header("accept", "application/json")
            .send()
            .await?
            .error_for_status()?;
        let status: ByHandStatus = serde_json::from_slice(&response.bytes().await?)?;
        assert_eq!(status.status, ByHandState::Building);
        black_box(status);
    }
    Ok(())
}

/// Once to warm up, then `times` times.
fn decode(file: &str, times: u32, read: impl Fn(&str) -> Result<usize, Box<dyn Error>>) -> Done {
    let mut page: serde_json::Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    page["builds"] = vec![page["builds"][0].clone(); BUILDS].into();
    let text = page.to_string();
    assert_eq!(read(&text)?, BUILDS);
    let start = Instant::now();
    for _ in 0..times {
        assert_eq!(read(black_box(&text))?, BUILDS);
    }
    println!("{:.3}", start.elapsed().as_secs_f64() * 1e6 / f64::from(times));
    Ok(())
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct ByHandStatus {
    sid: String,
    account_sid: String,
    service_sid: String,
    status: ByHandState,
    url: String,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum ByHandState {
    Building,
    Completed,
    Failed,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct ByHandPage {
    meta: ByHandMeta,
    builds: Vec<ByHandBuild>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct ByHandMeta {
    page: i64,
    page_size: i64,
    first_page_url: String,
    previous_page_url: Option<String>,
    url: String,
    next_page_url: Option<String>,
    key: String,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct ByHandBuild {
    sid: String,
    account_sid: String,
    service_sid: String,
    status: ByHandState,
    asset_versions: Option<Vec<serde_json::Value>>,
    function_versions: Option<Vec<serde_json::Value>>,
    dependencies: Option<Vec<serde_json::Value>>,
    runtime: String,
    date_created: String,
    date_updated: String,
    url: String,
    links: BTreeMap<String, String>,
}

fn serve() -> Done {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?.port());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(stream));
        }
    });
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

/// Until the other side hangs up.
fn answer(mut stream: TcpStream) -> Option<()> {
    let body = format!(
        r#"{{"sid": "{BUILD}", "account_sid": "{USER}", "service_sid": "{SERVICE}", "status": "building", "url": "https://serverless.twilio.com/v1/Services/{SERVICE}/Builds/{BUILD}/Status"}}"#
    );
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
    stream.set_nodelay(true).ok()?;
    let (mut buffer, mut request) = ([0; 4096], Vec::new());
    loop {
        let length = stream.read(&mut buffer).ok().filter(|length| *length > 0)?;
        request.extend_from_slice(&buffer[..length]);
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            stream.write_all(format!("{head}{body}").as_bytes()).ok()?;
        }
    }
}
