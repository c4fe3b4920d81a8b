//! A receiver for the events of webhooks: a real HTTP server.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::support::{client, text};

pub(super) struct Receiver {
    pub(super) url: String,
    status: Arc<AtomicU16>,
    seen: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    read: Arc<Mutex<Vec<u16>>>,
    task: JoinHandle<()>,
}

impl Receiver {
    /// Starts a receiver that answers events with this status, until `answers` changes it.
    pub(super) async fn answering(status: u16) -> Self {
        Self::start(status, None).await
    }

    /// Starts a receiver that answers every event with 200. Before each answer, the receiver sends a GET
    /// request with this key to this address.
    pub(super) async fn reading(address: &str, key: &'static str) -> Self {
        Self::start(200, Some((address.to_owned(), key))).await
    }

    async fn start(status: u16, reads: Option<(String, &'static str)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let status = Arc::new(AtomicU16::new(status));
        let (seen, read) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Vec::new())));
        let kept = (Arc::clone(&status), Arc::clone(&seen), Arc::clone(&read));
        let handler = move |headers: HeaderMap, body: Bytes| {
            let (status, seen, read) = kept.clone();
            let reads = reads.clone();
            async move {
                let body = String::from_utf8_lossy(&body).into_owned();
                seen.lock().unwrap().push((headers, body));
                if let Some((address, key)) = reads {
                    let request = client().get(address).header("authorization", key);
                    let found = request.send().await.unwrap().status().as_u16();
                    read.lock().unwrap().push(found);
                }
                StatusCode::from_u16(status.load(Ordering::Relaxed)).unwrap()
            }
        };
        let app = Router::new().fallback(handler);
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, status, seen, read, task }
    }

    /// Answers with this status from now on.
    pub(super) fn answers(&self, status: u16) {
        self.status.store(status, Ordering::Relaxed);
    }

    /// The headers and the body of each request.
    pub(super) fn requests(&self) -> Vec<(HeaderMap, String)> {
        self.seen.lock().unwrap().clone()
    }

    /// The received events.
    pub(super) fn events(&self) -> Vec<Value> {
        let bodies = self.requests().into_iter().map(|(_, body)| body);
        bodies.map(|body| serde_json::from_str::<Value>(&body).unwrap()["event"].clone()).collect()
    }

    /// The types of the received events.
    pub(super) fn types(&self) -> Vec<String> {
        self.events().iter().map(|event| text(&event["type"])).collect()
    }

    /// The statuses of the answers that the receiver got to its own GET requests.
    pub(super) fn read(&self) -> Vec<u16> {
        self.read.lock().unwrap().clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}
