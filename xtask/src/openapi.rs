//! The step `openapi`: checks that the OpenAPI document of the test server is valid, and that all
//! answers to a fuzzer match it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};

use crate::server::Server;
use crate::setup::python;
use crate::task::{Task, minutes, say};
use crate::workspace::Workspace;

/// The checks of every answer.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance";
/// The FusionAuth API key of a new server.
const API_KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";

/// A part of the document, and how many cases are tried.
struct Part {
    name: &'static str,
    /// The operations of this part.
    filter: &'static [&'static str],
    /// The number of generated cases for each operation, besides the cases at the limits of its
    /// schemas.
    cases: u32,
    authorization: fn(&Server) -> Result<Option<String>>,
}

/// The path of the operation that revokes the fuzzer's own token. Other operations of Fusio still need
/// this token, so this operation is a separate part.
const REVOKE: &str = "/authorization/revoke";

const PARTS: [Part; 6] = [
    // FusionAuth has most of the operations, so it has two parts, each with about half of the work.
    Part {
        name: "FusionAuth",
        filter: &["--include-tag", "FusionAuth", "--exclude-path-regex", "^/api/user"],
        cases: 5,
        authorization: |_| Ok(Some(API_KEY.to_owned())),
    },
    Part {
        name: "Users",
        filter: &["--include-path-regex", "^/api/user"],
        cases: 5,
        authorization: |_| Ok(Some(API_KEY.to_owned())),
    },
    Part {
        name: "Fusio",
        filter: &["--include-tag", "Fusio", "--exclude-path", REVOKE],
        cases: 20,
        authorization: fusio,
    },
    Part { name: "Revoke", filter: &["--include-path", REVOKE], cases: 5, authorization: fusio },
    Part {
        name: "Control",
        filter: &["--include-tag", "Control"],
        cases: 10,
        authorization: |_| Ok(None),
    },
    Part {
        name: "Provider",
        filter: &["--include-tag", "Provider"],
        cases: 10,
        authorization: |_| Ok(None),
    },
];

/// Validate the document, then fuzz all of its operations.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let programs = python::install(workspace)?;
    let program = workspace.server("dev")?;
    let folder = workspace.target.join("openapi");
    fs::create_dir_all(&folder)?;
    validate(&program, &programs, &folder)?;
    // The fuzzer uses one processor. So all parts run at the same time, each with its own server.
    let outcomes = thread::scope(|threads| {
        let parts = PARTS.iter().map(|part| {
            let run = || fuzz(workspace, part, &program, &programs);
            threads.spawn(run)
        });
        let parts: Vec<_> = parts.collect();
        parts.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    for outcome in outcomes {
        outcome.map_err(|_| anyhow!("the run of a fuzzer panicked"))??;
    }
    Ok(())
}

fn validate(program: &Path, programs: &Path, folder: &Path) -> Result<()> {
    let server = Server::start(program, &[])?;
    let mut document = ureq::get(format!("{}/openapi.json", server.control)).call()?;
    let file = folder.join("openapi.json");
    fs::write(&file, document.body_mut().read_to_string()?)?;
    Task::new(programs.join("openapi-spec-validator"))
        .args(["--schema", "3.1"])
        .arg(&file)
        .limit(minutes(2))
        .run()
        .context("the OpenAPI document is not valid")
}

fn fuzz(workspace: &Workspace, part: &Part, program: &Path, programs: &Path) -> Result<()> {
    let settings = workspace.root.join("xtask/openapi");
    let kickstart = settings.join("kickstart.json");
    let kickstart = kickstart.to_str().context("the path of the repository is not UTF-8")?;
    let server = Server::start(program, &["--password-hash", "cheap", "--kickstart", kickstart])?;
    let mut task = Task::new(programs.join("schemathesis"))
        .arg("--config-file")
        .arg(settings.join("schemathesis.toml"))
        .args(["run", "--no-color", "--checks", CHECKS])
        .args(part.filter)
        .args(["--max-examples", &part.cases.to_string()])
        .dir(workspace.target.join("openapi"))
        .limit(minutes(10));
    if let Some(authorization) = (part.authorization)(&server)? {
        task = task.args(["--header", &format!("Authorization: {authorization}")]);
    }
    task.arg(format!("{}/openapi.json", server.control)).run_logged(
        &format!("fuzzing {}", part.name),
        &workspace.log(&format!("openapi-{}", part.name.to_lowercase())),
    )?;
    tell(part, &server)
}

/// Prints the number of answers by status. Fails if no answer has a status from 200 to 399, because a
/// run with only refusals proves little.
fn tell(part: &Part, server: &Server) -> Result<()> {
    // The list of requests has no requests to the control API, so there is nothing to count.
    if part.name == "Control" {
        return Ok(());
    }
    let mut answer = ureq::get(format!("{}/requests", server.control)).call()?;
    let requests: Vec<Value> = answer.body_mut().with_config().limit(100 << 20).read_json()?;
    let mut counts = BTreeMap::new();
    for status in requests.iter().filter_map(|request| request.get("status")?.as_u64()) {
        *counts.entry(status).or_insert(0_u32) += 1;
    }
    let told: Vec<_> = counts.iter().map(|(status, count)| format!("{status}: {count}")).collect();
    say(&format!("  {}: {}", part.name, told.join(", ")));
    if counts.range(200..400).next().is_none() {
        bail!("every request of the fuzzer for {} was refused", part.name);
    }
    Ok(())
}

/// Adds a provider, and an administrator who may do everything. Returns the value of the header
/// `Authorization`, with the administrator's token.
fn fusio(server: &Server) -> Result<Option<String>> {
    let identity = json!({"id": 1, "name": "GitHub", "provider": "github"});
    let settings = json!({"fusio": {"identities": [identity]}});
    ureq::patch(format!("{}/settings", server.control)).send_json(settings)?;
    let (name, password) = ("fuzzer", "Passw0rd!x");
    let user = json!({"name": name, "password": password, "role": "Administrator"});
    ureq::post(format!("{}/users", server.control)).send_json(user)?;
    let login = json!({"username": name, "password": password});
    let mut answer = ureq::post(format!("{}/consumer/login", server.url)).send_json(login)?;
    let answer: Value = answer.body_mut().read_json()?;
    let token =
        answer.get("token").and_then(Value::as_str).context("the login returned no token")?;
    Ok(Some(format!("Bearer {token}")))
}
