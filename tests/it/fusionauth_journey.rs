//! Runs a list of calls to the `FusionAuth` API. `js-tests/page/journey.mjs` runs the list, too.
//!
//! The steps are in `tests/fixtures/fusionauth-journey.json`. The expected requests and results are in
//! `fusionauth-transcript.json` in the same folder.

mod call;
mod transcript;

use std::collections::BTreeMap;
use std::time::Duration;

use matricula::{Error, fusionauth::Client};
use matricula_test_server::TestServer;
use serde::Deserialize;
use serde_json::{Map, Value, json};

const STEPS: &str = include_str!("../fixtures/fusionauth-journey.json");
const TRANSCRIPT: &str = "tests/fixtures/fusionauth-transcript.json";
const KICKSTART: &str = include_str!("../../test-server/kickstart.json");
/// `cargo xtask bless` sets this environment variable. The test then writes the transcript again.
const BLESS: &str = "MATRICULA_BLESS";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(rename = "about")]
    _about: String,
    names: BTreeMap<String, Value>,
    steps: Vec<Step>,
}

/// One step: a call, a look at the newest mail, or a change of the server's clock or settings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    step: String,
    call: Option<String>,
    #[serde(default)]
    with: Vec<Value>,
    by: Option<String>,
    tenant: Option<Value>,
    status: Option<u16>,
    has: Option<Value>,
    refused: Option<Value>,
    #[serde(default)]
    keep: BTreeMap<String, String>,
    mail: Option<Value>,
    advance_seconds: Option<u64>,
    settings: Option<Value>,
}

/// The server, and the named values. The values come from the kickstart file, the list and the steps so far.
struct Journey {
    server: TestServer,
    names: BTreeMap<String, Value>,
}

#[tokio::test]
async fn the_shared_journey_through_fusionauth_follows_the_transcript() {
    let list: List = serde_json::from_str(STEPS).unwrap();
    let kickstart: Value = serde_json::from_str(KICKSTART).unwrap();
    let mut names: BTreeMap<String, Value> =
        serde_json::from_value(kickstart["variables"].clone()).unwrap();
    names.extend(list.names);
    let mut config = matricula_test_server::Config::default();
    config.server.password_hash = matricula_test_server::PasswordHash::Cheap;
    config.kickstart = Some(kickstart);
    let server = TestServer::start_with(config).await.unwrap();
    let mut journey = Journey { server, names };
    let mut entries = Vec::new();
    for step in &list.steps {
        entries.push(journey.take(step).await);
    }
    let file = format!("{}/{TRANSCRIPT}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os(BLESS).is_some() {
        let text = serde_json::to_string_pretty(&entries).unwrap();
        std::fs::write(&file, text + "\n").unwrap();
    }
    let expected: Vec<Value> =
        serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    for (entry, expected) in entries.iter().zip(&expected) {
        assert_eq!(entry, expected, "the step differs from {TRANSCRIPT}; see `cargo xtask bless`");
    }
    assert_eq!(entries.len(), expected.len());
}

impl Journey {
    /// Runs a step, checks its result against the list, and returns its entry for the transcript.
    async fn take(&mut self, step: &Step) -> Value {
        let mut entry = Map::new();
        entry.insert("step".into(), json!(step.step));
        if let Some(seconds) = step.advance_seconds {
            self.server.advance(Duration::from_secs(seconds)).await;
        }
        if let Some(settings) = &step.settings {
            self.server.update_settings(settings.clone()).await.unwrap();
        }
        if let Some(to) = &step.mail {
            let to = transcript::filled(to, &self.names);
            let mails = self.server.outbox(to.as_str().unwrap()).await;
            let mail = transcript::mail(mails.len(), mails.last().unwrap());
            self.note(step, &mut entry, "mail", &mail);
        }
        if let Some(name) = &step.call {
            let seen = self.server.requests().await.len();
            let outcome = self.call(step, name).await;
            let requests = self.server.requests().await.split_off(seen);
            let sends = requests.iter().map(|request| transcript::request(request, &self.names));
            entry.insert("sends".into(), sends.collect());
            assert_eq!(requests[0].status, step.status, "{}: {outcome:?}", step.step);
            match &outcome {
                Ok(answer) => {
                    assert!(step.refused.is_none(), "{}: the server accepted the call", step.step);
                    self.note(step, &mut entry, "answer", answer);
                }
                Err(error) => {
                    let refused = step.refused.as_ref();
                    let refused = refused.unwrap_or_else(|| panic!("{}: {error:?}", step.step));
                    assert_eq!(error.status(), step.status, "{}", step.step);
                    let error = transcript::error(error);
                    transcript::contains(&step.step, &error, refused);
                    entry.insert("refused".into(), error);
                }
            }
        }
        Value::Object(entry)
    }

    async fn call(&self, step: &Step, name: &str) -> Result<Value, Error> {
        let mut config = crate::declared::config("fusionauth", self.server.url());
        match step.by.as_deref() {
            None => config.api_key = self.names["apiKey"].as_str().map(Into::into),
            Some("visitor") => {}
            Some(other) => panic!("{}: `by` cannot be {other}", step.step),
        }
        let mut client = Client::new(config).unwrap();
        if let Some(tenant) = &step.tenant {
            let tenant = transcript::filled(tenant, &self.names);
            client = client.for_tenant(tenant.as_str().unwrap()).unwrap();
        }
        let with: Vec<Value> =
            step.with.iter().map(|value| transcript::filled(value, &self.names)).collect();
        call::call(&client, name, &with).await
    }

    /// Checks the result against the step, writes the result into the entry, and stores the values that `keep` lists.
    fn note(&mut self, step: &Step, entry: &mut Map<String, Value>, what: &str, came: &Value) {
        let normal = transcript::normal(came, &self.names);
        if let Some(has) = &step.has {
            transcript::contains(&step.step, &normal, has);
        }
        entry.insert(what.into(), normal);
        for (name, path) in &step.keep {
            let value = path.split('.').fold(came, |value, member| match member.parse::<usize>() {
                Ok(index) => &value[index],
                Err(_) => &value[member],
            });
            assert!(value.is_string(), "{}: {path} is missing", step.step);
            self.names.insert(name.clone(), value.clone());
        }
    }
}
