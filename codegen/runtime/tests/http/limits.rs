//! Many waits at a time.

use std::io::Write as _;
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use client_runtime::{Call, Core, Json, TestClock, Wait, Waiter};

use super::server::{block_on, builder, ok, receive};

/// How many requests came, and how many of them were in flight at a time at most.
#[derive(Default)]
struct Load {
    now: AtomicUsize,
    most: AtomicUsize,
    total: AtomicUsize,
}

/// A server of many connections at a time.
fn crowd() -> (String, Arc<Load>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let load = Arc::new(Load::default());
    let shared = Arc::clone(&load);
    thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let load = Arc::clone(&shared);
            thread::spawn(move || {
                receive(&mut stream);
                let total = load.total.fetch_add(1, Ordering::SeqCst);
                let now = load.now.fetch_add(1, Ordering::SeqCst) + 1;
                load.most.fetch_max(now, Ordering::SeqCst);
                thread::sleep(Duration::from_millis(5));
                load.now.fetch_sub(1, Ordering::SeqCst);
                let state = if total < 60 { "building" } else { "completed" };
                let _ = stream.write_all(ok(&format!("\"{state}\"")).as_bytes());
            });
        }
    });
    (url, load)
}

fn wait(core: &Core) -> Wait<Json> {
    let call = Call::get(core, "/v1", &[]).security(&[]);
    let (interval, timeout) = (Duration::from_secs(1), Duration::from_secs(100_000));
    Wait::new(call, Waiter { state: Json::as_str, success: &["completed"], failure: &[], interval, timeout })
}

/// How many requests are in flight at most when so many clients of this limit have 40 waits together.
fn most(clients: usize, limit: Option<usize>) -> usize {
    let (url, load) = crowd();
    let client = || -> Core {
        let builder = builder(&url).clock(TestClock::new()).timeout(None).attempt_timeout(None);
        let builder = match limit {
            Some(limit) => builder.max_polls_in_flight(limit),
            None => builder,
        };
        builder.build().expect("a client")
    };
    let clients: Vec<Core> = (0..clients).map(|_| client()).collect();
    block_on(async {
        let waits = clients.iter().cycle().take(40);
        let waits: Vec<_> = waits.map(|core| tokio::spawn(wait(&core.clone()).into_future())).collect();
        for wait in waits {
            wait.await.expect("no panic").expect("an answer");
        }
    });
    assert!(load.total.load(Ordering::SeqCst) >= 100);
    load.most.load(Ordering::SeqCst)
}

#[test]
fn many_waits_of_a_client_share_a_limit_on_requests_in_flight() {
    assert_eq!(most(1, Some(3)), 3);
    assert_eq!(most(1, Some(0)), 1);
}

/// In a process of its own, since all tests of this one share the limit.
#[test]
fn all_waits_of_a_process_share_a_limit_on_requests_in_flight() {
    if std::env::var_os("IS_CHILD").is_some() {
        assert_eq!(most(2, None), 16);
        return;
    }
    let name = "limits::all_waits_of_a_process_share_a_limit_on_requests_in_flight";
    let mut command = Command::new(std::env::current_exe().expect("it runs"));
    let output = command.args(["--exact", name]).env("IS_CHILD", "1").output().expect("it runs again");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}
