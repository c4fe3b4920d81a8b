//! Raw bytes that an HTTP client would not send.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{bench, serves};
use crate::support::USER_AGENT;

const BOUND: Duration = Duration::from_secs(20);

const GARBAGE: &[&[u8]] = &[
    b"\r\n\r\n\r\n",
    b"\x00\x01\x02\x03\xff\xfe\xfd\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS hello",
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
    b"GET / HTTP/1.1\r\n: no name\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nbad\x00name: x\r\n\r\n",
    b"GET http://[::1/ HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /consumer/identity HTTP/1.0\r\n\r\n",
    b"CONNECT example.test:443 HTTP/1.1\r\nHost: example.test:443\r\nUser-Agent: x\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: a\r\nUser-Agent: x\r\nConnection: close\r\n\r\n",
    b"POST /consumer/login HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    b"POST /consumer/login HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    b"POST /consumer/login HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
    b"POST /consumer/login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: nope\r\n\r\n{}",
    b"POST /consumer/login HTTP/1.1\r\nHost: a\r\nUser-Agent: x\r\nTransfer-Encoding: chunked\r\n\r\n\
      zz\r\n{}\r\n0\r\n\r\n",
    b"POST /consumer/login HTTP/1.1\r\nHost: a\r\nUser-Agent: x\r\nTransfer-Encoding: chunked\r\n\
      Content-Length: 2\r\n\r\nffffffffffffffffff\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
];

const HALF: &[&[u8]] = &[
    b"",
    b"P",
    b"POST /consumer/lo",
    b"POST /consumer/login HTTP/1.1\r\nHost: a\r\nUser-Ag",
    b"POST /consumer/login HTTP/1.1\r\nHost: a\r\nUser-Agent: x\r\nContent-Length: 50\r\n\r\n",
    b"POST /consumer/login HTTP/1.1\r\nHost: a\r\nUser-Agent: x\r\nContent-Length: 50\r\n\r\n{\"user",
    b"POST /consumer/login HTTP/1.1\r\nHost: a\r\nUser-Agent: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
];

#[tokio::test]
async fn garbage_on_a_connection_does_not_disturb_the_server() {
    let bench = bench().await;
    for garbage in GARBAGE {
        let mut stream = connect(&bench.url).await;
        stream.write_all(garbage).await.unwrap();
        stream.shutdown().await.unwrap();
        let answer = read(&mut stream).await;
        let case = String::from_utf8_lossy(garbage);
        if !answer.is_empty() {
            let (status, _, _) = parts(&answer, &case);
            assert!((200..500).contains(&status), "{case:?}: {answer}");
        }
        serves(&bench).await;
    }
    let mut stream = connect(&bench.url).await;
    // The server may close the connection before the write ends.
    let _ = stream.write_all(&vec![b'A'; 1024 * 1024]).await;
    serves(&bench).await;
}

#[tokio::test]
async fn half_a_request_does_not_block_other_requests() {
    let bench = bench().await;
    let mut held = Vec::new();
    for half in HALF {
        let mut stream = connect(&bench.url).await;
        stream.write_all(half).await.unwrap();
        held.push(stream);
        let mut broken_off = connect(&bench.url).await;
        broken_off.write_all(half).await.unwrap();
        drop(broken_off);
        serves(&bench).await;
    }
    for mut stream in held {
        stream.shutdown().await.unwrap();
        let answer = read(&mut stream).await;
        assert!(!answer.starts_with("HTTP/1.1 5"), "{answer}");
    }
    serves(&bench).await;
}

/// Sends a request with exactly this target and reads the whole answer.
pub(super) async fn exchange(url: &str, method: &str, target: &str) -> String {
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: a\r\nUser-Agent: {USER_AGENT}\r\n\
         Connection: close\r\nContent-Length: 2\r\n\r\n{{}}"
    );
    send(url, &head).await
}

/// Sends this text and reads the whole answer.
pub(crate) async fn send(url: &str, text: &str) -> String {
    let mut stream = connect(url).await;
    stream.write_all(text.as_bytes()).await.unwrap();
    read(&mut stream).await
}

/// Status, head and body of an answer.
pub(crate) fn parts<'a>(answer: &'a str, case: &str) -> (u16, &'a str, &'a str) {
    let (head, body) =
        answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{case}: {answer:?}"));
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head, body)
}

async fn connect(url: &str) -> TcpStream {
    TcpStream::connect(url.strip_prefix("http://").unwrap()).await.unwrap()
}

/// All bytes until the server closes or resets the connection.
async fn read(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let end = timeout(BOUND, stream.read_to_end(&mut bytes)).await;
    assert!(end.is_ok(), "the server keeps the connection open");
    String::from_utf8_lossy(&bytes).into_owned()
}
