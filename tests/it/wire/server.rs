//! A server that keeps what it is sent, byte by byte, and answers as told.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Serves until the process ends.
pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    connections: usize,
    /// How many endless answers were given up by the client.
    given_up: usize,
    requests: Vec<Request>,
}

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// `GET /path?query HTTP/1.1`
    pub(crate) line: String,
    /// In the order and case in which they came.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// What a server answers.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// These bytes, then the connection is closed.
    Bytes(Vec<u8>),
    /// These, one after the other with a pause between, then the connection is closed.
    Pieces(Vec<Vec<u8>>),
    /// The first bytes, then the others again and again until the client hangs up.
    Endless(Vec<u8>, Vec<u8>),
    /// Nothing for longer than any test waits.
    Silence,
    /// The connection is closed at once.
    Nothing,
}

impl Answer {
    /// An answer with a body and this `Content-Type`.
    pub(crate) fn new(status: &str, media_type: &str, body: impl AsRef<[u8]>) -> Self {
        Self::with(status, &[("Content-Type", media_type)], body)
    }

    pub(crate) fn json(status: &str, body: &str) -> Self {
        Self::new(status, "application/json", body)
    }

    pub(crate) fn with(status: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut bytes = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
        for (name, value) in headers {
            bytes += &format!("{name}: {value}\r\n");
        }
        if !status.starts_with("204") {
            bytes += &format!("Content-Length: {}\r\n", body.len());
        }
        Self::Bytes([bytes.as_bytes(), b"\r\n", body].concat())
    }
}

impl Server {
    /// Answers the requests in turn; the last answer goes to all that follow.
    pub(crate) fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let address = listener.local_addr().expect("it is bound");
        let seen = Arc::new(Mutex::new(Seen::default()));
        let mut answers: Vec<_> = answers.into_iter().collect();
        answers.reverse();
        let shared = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let answer = if answers.len() > 1 { answers.pop() } else { answers.first().cloned() };
                let shared = Arc::clone(&shared);
                shared.lock().unwrap_or_else(PoisonError::into_inner).connections += 1;
                // A thread of its own: a silent answer does not hold up the others.
                thread::spawn(move || serve(stream.expect("accepted"), answer.expect("there is an answer"), &shared));
            }
        });
        Self { address, seen }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).connections
    }

    pub(crate) fn given_up(&self) -> usize {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).given_up
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).requests.clone()
    }

    /// The one request.
    pub(crate) fn request(&self) -> Request {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:#?}");
        requests.into_iter().next().expect("there is one")
    }
}

impl Request {
    /// The values of a header, joined as HTTP does.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let values: Vec<_> = self
            .headers
            .iter()
            .filter(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// What stands between method and version.
    pub(crate) fn target(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    /// Everything but what differs from run to run: headers in lower case, sorted, without `host`.
    pub(crate) fn pinned(&self) -> String {
        let mut headers: Vec<_> =
            self.headers.iter().map(|(name, value)| format!("{}: {value}", name.to_ascii_lowercase())).collect();
        headers.retain(|header| !header.starts_with("host: "));
        headers.sort();
        let mut body = String::new();
        for letter in String::from_utf8_lossy(&self.body).chars() {
            // Some can't stand in a source file as they are.
            if letter != '\n' && (letter.is_control() || letter == '\u{2028}') {
                body.extend(letter.escape_default());
            } else {
                body.push(letter);
            }
        }
        format!("{}\n{}\n\n{body}", self.line, headers.join("\n"))
    }
}

fn serve(mut stream: TcpStream, answer: Answer, seen: &Mutex<Seen>) {
    // A client that gives up in the middle is part of some tests.
    let Some(request) = read(&mut stream) else { return };
    seen.lock().unwrap_or_else(PoisonError::into_inner).requests.push(request);
    match answer {
        Answer::Bytes(bytes) => {
            let _ = stream.write_all(&bytes);
        }
        Answer::Pieces(pieces) => {
            for piece in pieces {
                let _ = stream.write_all(&piece);
                thread::sleep(Duration::from_millis(10));
            }
        }
        Answer::Endless(head, piece) => {
            let _ = stream.write_all(&head);
            while stream.write_all(&piece).is_ok() {
                thread::sleep(Duration::from_millis(1));
            }
            seen.lock().unwrap_or_else(PoisonError::into_inner).given_up += 1;
        }
        Answer::Silence => thread::sleep(Duration::from_secs(60)),
        Answer::Nothing => {}
    }
}

fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = find(&bytes, b"\r\n\r\n") {
            break end;
        }
        more(stream, &mut bytes)?;
    };
    let head = str::from_utf8(&bytes[..end]).expect("heads are ASCII").to_owned();
    let mut lines = head.split("\r\n").map(str::to_owned);
    let line = lines.next()?;
    let headers: Vec<_> = lines
        .map(|line| {
            let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("{line:?} is no header"));
            (name.to_owned(), value.to_owned())
        })
        .collect();
    let header =
        |name: &str| headers.iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    assert!(header("transfer-encoding").is_none(), "bodies are sent with their length");
    let length = header("content-length").map_or(0, |length| length.parse().expect("a length is a number"));
    let start = end + 4;
    while bytes.len() < start + length {
        more(stream, &mut bytes)?;
    }
    Some(Request { line, headers, body: bytes[start..].to_vec() })
}

fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let mut buffer = [0; 4096];
    match stream.read(&mut buffer) {
        Ok(0) | Err(_) => None,
        Ok(length) => {
            bytes.extend_from_slice(&buffer[..length]);
            Some(())
        }
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
