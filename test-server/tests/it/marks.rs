//! Calls every operation of a server that has secrets of every kind. Only the answers in a fixed
//! list contain secrets, and neither the log nor the list of requests contains any.

mod calls;
mod shown;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::{Value, json};

use crate::fusionauth::calls::{operations, requests};
use crate::fusionauth::scene::KEY;
use crate::fusionauth::victim::{self, Victim};
use crate::process::Process;
use crate::support::{Answer, Bench, basic, form, last_segment, text};
use calls::{FusioVictim, Sent};
use shown::SHOWN;

/// A server with secrets in it.
struct Sweep {
    bench: Bench,
    victim: Victim,
    fusio: FusioVictim,
    /// All secrets so far that are longer than a code of six characters.
    known: HashSet<String>,
    /// The places of secrets in answers: operation, member and callers.
    found: BTreeMap<(String, String), BTreeSet<&'static str>>,
}

/// A caller and the credentials in its requests.
struct Caller {
    name: &'static str,
    authorization: Option<String>,
}

impl Sweep {
    async fn start(url: &str) -> Self {
        let bench = Bench::at(url);
        let victim = Victim::create(&bench).await;
        let fusio = FusioVictim::create(&bench).await;
        let mut sweep = Self {
            bench,
            victim,
            fusio,
            known: HashSet::from([KEY.to_owned()]),
            found: BTreeMap::new(),
        };
        sweep.remember();
        sweep
    }

    /// The current secrets of the server.
    fn secrets(&self) -> Vec<&str> {
        [self.victim.secrets(), self.fusio.secrets(), vec!["$argon2"]].concat()
    }

    fn remember(&mut self) {
        let long = self.secrets().into_iter().filter(|secret| is_long(secret));
        let secrets: Vec<String> = long.map(str::to_owned).collect();
        self.known.extend(secrets);
    }

    fn callers(&self) -> Vec<Caller> {
        let (victim, fusio) = (&self.victim, &self.fusio);
        let caller = |name, authorization: &str| Caller {
            name,
            authorization: Some(authorization.to_owned()),
        };
        let bearer = |name, token: &str| caller(name, &format!("Bearer {token}"));
        vec![
            Caller { name: "anybody", authorization: None },
            caller("foreign key", victim::FOREIGN_KEY),
            bearer("another user", &victim.second_token),
            bearer("another user", &fusio.other_token),
            bearer("the user", &victim.token),
            caller("the user", &victim.cookies()),
            bearer("the user", &fusio.token),
            caller("the user", &basic(&fusio.name, calls::PASSWORD)),
            caller("key", victim::OWN_KEY),
            caller("key", KEY),
            bearer("administrator", &fusio.admin_token),
        ]
    }

    /// Calls an operation as every caller, or only as the first caller if the operation does not check
    /// the caller. Replaces the secrets after each change, so every call finds a server with all secrets.
    async fn call(&mut self, tag: &str, method: &str, path: &str) {
        let mut answers = Vec::new();
        for number in 0..self.callers().len() {
            for number_of_request in 0..self.requests(tag, method, path).await.len() {
                let caller = self.callers().swap_remove(number);
                let sent = self.requests(tag, method, path).await.swap_remove(number_of_request);
                let authorization = caller.authorization.as_deref();
                let answer = sent.send(&self.bench, method, authorization).await;
                self.note(&format!("{method} {path}"), caller.name, &answer).await;
                if answer.status < 400 && method != "GET" {
                    self.renew(tag, path).await;
                }
                answers.push(answer);
            }
            if tag == "Control" || tag == "Provider" {
                // These operations do not check the caller.
                break;
            }
        }
        let good = answers.iter().any(|answer| answer.status < 400);
        assert!(good, "{method} {path} refuses every caller: {answers:?}");
    }

    async fn requests(&self, tag: &str, method: &str, path: &str) -> Vec<Sent> {
        match tag {
            "FusionAuth" => {
                requests(&self.victim, method, path).into_iter().map(Sent::json).collect()
            }
            _ => vec![self.fusio.request(&self.bench, method, path).await],
        }
    }

    /// The secrets in the mails to the two users. The last operation may have sent some of these
    /// mails.
    async fn mailed(&self) -> Vec<String> {
        let mut secrets = Vec::new();
        for address in [&self.victim.email, &self.fusio.email] {
            let path = format!("/_test/outbox?{}", form(&[("to", address)]));
            let mails = self.bench.send("GET", &path, None, None).await.json();
            for mail in mails.as_array().unwrap() {
                let link = text(&mail["links"][0]);
                secrets.push(last_segment(link.split('?').next().unwrap()));
                let code = text(&mail["text"]);
                let code = code.split_once("your code is ").map(|(_, rest)| rest[..6].to_owned());
                secrets.extend(code);
            }
        }
        secrets
    }

    /// Replaces the secrets that the last operation may have made invalid.
    async fn renew(&mut self, tag: &str, path: &str) {
        if path == "/_test/reset" {
            self.fusio = FusioVictim::create(&self.bench).await;
            self.victim = Victim::create(&self.bench).await;
        } else if tag == "FusionAuth" {
            let fresh = Victim::create(&self.bench).await;
            std::mem::replace(&mut self.victim, fresh).delete(&self.bench).await;
        } else {
            self.fusio = FusioVictim::create(&self.bench).await;
        }
        self.remember();
    }

    /// Records the places of secrets in an answer.
    async fn note(&mut self, operation: &str, caller: &'static str, answer: &Answer) {
        let mut places = BTreeSet::new();
        // A refused request sends no mail.
        let mut secrets = if answer.status < 400 { self.mailed().await } else { Vec::new() };
        self.known.extend(secrets.iter().filter(|secret| is_long(secret)).cloned());
        secrets.extend(self.secrets().into_iter().map(str::to_owned));
        let has = |text: &str| secrets.iter().any(|secret| text.contains(secret));
        match serde_json::from_str(&answer.body) {
            Ok(body) => members(&body, "", &has, &mut places),
            Err(_) if has(&answer.body) => drop(places.insert("(text)".to_owned())),
            Err(_) => {}
        }
        for (name, value) in &answer.headers {
            if has(value.to_str().unwrap()) {
                places.insert(format!("({name})"));
            }
        }
        for place in places {
            self.found.entry((operation.to_owned(), place)).or_default().insert(caller);
        }
    }
}

/// Whether a secret is longer than a code of six characters. The log and the list of requests are long
/// texts, which may contain a short code by chance, so the tests look there only for longer secrets.
fn is_long(secret: &str) -> bool {
    secret.len() > 6
}

/// The places of secrets in a body. All elements of a list have the same place. All members whose
/// names are ids have the same place, too.
fn members(body: &Value, place: &str, has: &impl Fn(&str) -> bool, found: &mut BTreeSet<String>) {
    match body {
        Value::String(text) if has(text) => drop(found.insert(place.to_owned())),
        Value::Array(list) => {
            for value in list {
                members(value, &format!("{place}[]"), has, found);
            }
        }
        Value::Object(all) => {
            for (name, value) in all {
                assert!(!has(name), "the name of a member is a secret: {place} {name}");
                let name = if uuid::Uuid::try_parse(name).is_ok() { "{id}" } else { name };
                let dot = if place.is_empty() { "" } else { "." };
                members(value, &format!("{place}{dot}{name}"), has, found);
            }
        }
        _ => {}
    }
}

// The operations are divided between two tests. The two tests run in parallel, so they take less time
// than one test with all operations.

#[tokio::test]
async fn secrets_appear_only_in_listed_answers_of_fusionauth() {
    sweep(&["FusionAuth"], true).await;
}

#[tokio::test]
async fn secrets_appear_only_in_listed_answers_of_fusio_of_the_provider_and_of_the_control_api() {
    sweep(&["Fusio", "Provider", "Control"], false).await;
}

/// Calls all operations with these tags in the OpenAPI document, and checks where secrets appear.
/// `of_fusionauth` says whether these are the operations of FusionAuth, or all other operations.
async fn sweep(tags: &[&str], of_fusionauth: bool) {
    let server = Process::start(&["--database", ":memory:", "--log", "trace"]).await;
    let mut sweep = Sweep::start(&server.url).await;
    let mut seen = String::new();
    for tag in tags {
        for (method, path) in operations(tag) {
            // These operations clear the list of requests, so the test reads the list before.
            if matches!((&*method, &*path), (_, "/_test/reset") | ("DELETE", "/_test/requests")) {
                seen.push_str(&seen_requests(&sweep.bench).await);
            }
            sweep.call(tag, &method, &path).await;
            if of_fusionauth {
                // The server keeps only the newest requests, so the test reads and clears the list
                // after each operation.
                seen.push_str(&seen_requests(&sweep.bench).await);
                sweep.bench.send("DELETE", "/_test/requests", None, None).await;
            }
        }
    }
    misplaced(&sweep).await;
    seen.push_str(&seen_requests(&sweep.bench).await);
    let fusionauth = operations("FusionAuth").into_iter();
    let fusionauth: HashSet<_> =
        fusionauth.map(|(method, path)| format!("{method} {path}")).collect();
    let expected =
        SHOWN.iter().filter(|(operation, ..)| fusionauth.contains(*operation) == of_fusionauth);
    let expected = expected.map(|(operation, place, callers)| {
        ((operation.to_string(), place.to_string()), callers.iter().copied().collect())
    });
    let expected: BTreeMap<(String, String), BTreeSet<&str>> = expected.collect();
    assert_eq!(sweep.found, expected, "{:#?}", sweep.found);
    let ended = server.stop("TERM").await;
    for (name, text) in [("the list of requests", &seen), ("the log", &ended.stderr)] {
        assert!(text.contains("/consumer/login"), "{name} has no request");
        let letter = |c: char| c.is_ascii_alphanumeric() || "-_$".contains(c);
        let words: HashSet<&str> = text.split(|c| !letter(c)).collect();
        let shown: Vec<&String> =
            sweep.known.iter().filter(|secret| words.contains(last_part(secret))).collect();
        assert!(shown.is_empty(), "{shown:?} in {name}");
    }
}

/// The signature of a JWT, or the whole of any other secret.
fn last_part(secret: &str) -> &str {
    secret.rsplit('.').next().unwrap_or(secret)
}

async fn seen_requests(bench: &Bench) -> String {
    bench.send("GET", "/_test/requests", None, None).await.body
}

/// Sends secrets in requests for which this server has no operation: links in mails, and parameters of
/// other protocols.
async fn misplaced(sweep: &Sweep) {
    let (victim, fusio) = (&sweep.victim, &sweep.fusio);
    for path in [
        format!("/registration/verify/{}?tenantId={}", victim.verification.0, victim.tenant),
        format!("/email/verify/{}", victim.email_verification.0),
        format!("/password/change/{}?client_id={}", victim.change_password, victim.app),
        format!("/oauth2/passwordless/{}?postMethod=true", victim.passwordless.0),
        format!("/apps/developer/register/activate/{}", fusio.activation),
        format!("/apps/developer/password/confirm/{}", fusio.reset),
        format!("/app/{}", victim.refresh_token),
        format!("/oauth2/userinfo?jwt={}", victim.token),
        format!("/oauth2/token?client_assertion={0}&assertion={0}", victim.token),
        format!("/oauth2/logout?id_token_hint={}", victim.token),
        format!("/nowhere?{}", victim.refresh_token),
        format!("/nowhere?a={}&apiKey={}", fusio.refresh_token, victim::OWN_KEY),
        format!("/nowhere?password={}&credential={}", victim::PASSWORD, calls::PASSWORD),
    ] {
        let answer = sweep.bench.send("GET", &path, None, None).await;
        // For two of these paths, the vendor has operations that this server does not have.
        let expected = match path.split('?').next() {
            Some("/oauth2/userinfo") => 501,
            Some("/oauth2/token") => 405,
            _ => 404,
        };
        assert_eq!(answer.status, expected, "{path}: {answer:?}");
    }
    // Another secret is the password of a mail server. There is no such server, so no mail is sent.
    let smtp = format!("smtp://mailer:{}@127.0.0.1:1", calls::SMTP_PASSWORD);
    sweep.bench.settings(json!({"mail": {"smtp_url": smtp}})).await;
    let reset = json!({"email": fusio.email, "captcha": "good"});
    sweep.bench.post("/consumer/password_reset", reset).await;
}
