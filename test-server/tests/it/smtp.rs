//! Mail over SMTP: the server sends its mails to a real SMTP server, and a mail parser reads them.

use std::io;
use std::net::{IpAddr, TcpListener};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use mail_parser::{Message, MessageParser};
use mailin_embedded::{Handler, Response, Server, response};
use serde_json::json;

use crate::support::{Bench, last_segment};

/// A received mail: the envelope and the bytes.
#[derive(Debug, Clone, Default)]
struct Delivery {
    from: String,
    to: Vec<String>,
    data: Vec<u8>,
}

/// The handler of the SMTP server; each session has a copy of it.
#[derive(Clone)]
struct Postbox {
    current: Delivery,
    delivered: Sender<Delivery>,
}

impl Handler for Postbox {
    fn mail(&mut self, _ip: IpAddr, _domain: &str, from: &str) -> Response {
        self.current = Delivery { from: from.to_owned(), ..Delivery::default() };
        response::OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        self.current.to.push(to.to_owned());
        response::OK
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.current.data.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        match self.delivered.send(std::mem::take(&mut self.current)) {
            Ok(()) => response::OK,
            Err(_) => response::INTERNAL_ERROR,
        }
    }
}

/// Starts an SMTP server on a free port; it ends with this process.
fn smtp_server() -> (String, Receiver<Delivery>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let (delivered, deliveries) = channel();
    let mut server = Server::new(Postbox { current: Delivery::default(), delivered });
    server.with_name("mail.test").with_tcp_listener(listener);
    std::thread::spawn(move || server.serve().unwrap());
    (url, deliveries)
}

#[tokio::test]
async fn a_registration_sends_its_mail_by_smtp() {
    let (smtp_url, deliveries) = smtp_server();
    let bench = Bench::native().await;
    let from = "registration@app.test";
    bench.settings(json!({"mail": {"smtp_url": smtp_url, "from": from}})).await;
    bench.register("baz").await.succeeded("Registration successful");
    let delivery = deliveries.recv_timeout(Duration::from_secs(10)).unwrap();
    assert_eq!((delivery.from.as_str(), delivery.to), (from, vec!["baz@example.test".to_owned()]));
    let mail = MessageParser::default().parse(&delivery.data).unwrap();
    assert_eq!(mail.subject(), Some("Fusio registration"));
    assert_eq!(address(&mail, true), from);
    assert_eq!(address(&mail, false), "baz@example.test");
    assert!(mail.date().is_some());
    let html = mail.body_html(0).unwrap();
    let link = bench.mailed_link("baz").await;
    assert!(html.contains(&link), "{link} is not in {html}");
    let token = json!({"token": last_segment(&link)});
    bench.post("/consumer/activate", token).await.succeeded("Activation successful");
    let ask = json!({"email": "baz@example.test"});
    let sent = "Password reset email was send";
    bench.post("/consumer/password_reset", ask).await.succeeded(sent);
    let delivery = deliveries.recv_timeout(Duration::from_secs(10)).unwrap();
    let mail = MessageParser::default().parse(&delivery.data).unwrap();
    assert_eq!(mail.subject(), Some("Fusio password reset"));
    assert!(deliveries.try_recv().is_err(), "the server sent more than one mail for a request");
}

#[tokio::test]
async fn an_unreachable_mail_server_causes_an_error_without_details() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let smtp_url = format!("smtp://{}", closed.local_addr().unwrap());
    drop(closed);
    let bench = Bench::native().await;
    bench.settings(json!({"mail": {"smtp_url": smtp_url}})).await;
    let hidden =
        "The server encountered an internal error and was unable to complete your request.";
    bench.register("baz").await.refused(500, hidden);
}

fn address(mail: &Message<'_>, from: bool) -> String {
    let list = if from { mail.from() } else { mail.to() };
    list.and_then(|list| list.first()).and_then(|one| one.address()).unwrap().to_owned()
}
