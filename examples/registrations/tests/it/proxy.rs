//! A proxy that loses answers: it forwards each request, but some answers do not arrive. It can
//! also close all new connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The address of a running proxy, and the switch for its new connections.
pub(crate) struct Proxy {
    pub(crate) url: String,
    open: Arc<AtomicBool>,
}

impl Proxy {
    /// Starts a proxy for the server at `url`. On each connection, it forwards `answers - 1`
    /// answers. It drops the next answer and closes the connection.
    pub(crate) async fn start(url: &str, answers: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = url.strip_prefix("http://").unwrap().to_owned();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let open = Arc::new(AtomicBool::new(true));
        let is_open = Arc::clone(&open);
        tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                if is_open.load(Ordering::SeqCst) {
                    let server = TcpStream::connect(&server).await.unwrap();
                    tokio::spawn(relay(caller, server, answers));
                }
            }
        });
        Self { url, open }
    }

    /// Sets whether new connections are forwarded.
    pub(crate) fn set_open(&self, open: bool) {
        self.open.store(open, Ordering::SeqCst);
    }
}

async fn relay(caller: TcpStream, server: TcpStream, answers: usize) {
    let (mut requests, mut to_caller) = caller.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let there = tokio::spawn(async move {
        tokio::io::copy(&mut requests, &mut to_server).await.ok();
    });
    let mut buffer = vec![0; 64 * 1024];
    for _ in 1..answers {
        match from_server.read(&mut buffer).await {
            Ok(length @ 1..) if to_caller.write_all(&buffer[..length]).await.is_ok() => {}
            _ => break,
        }
    }
    // The server has handled the request, but the caller does not get the answer.
    let _lost = from_server.read(&mut buffer).await.unwrap_or(0);
    there.abort();
}
