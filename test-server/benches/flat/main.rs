//! What a call costs with 1,000 users and with 100,000: `cargo bench --package matricula-test-server --bench flat`.

use std::path::Path;
use std::time::{Duration, Instant};

use matricula_test_server::{Config, Database, PasswordHash, TestServer};
use reqwest::{Client, Method};
use rusqlite::{Connection, params};
use serde_json::{Value, json};

const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";
const TENANT: &str = "30663132-6464-6665-3032-326466613934";
const SIZES: [u32; 2] = [1_000, 100_000];
const ROUNDS: u32 = 200;
const WARM_UP: u32 = 20;
/// With the most users, a call may take at most so many times as long as with the fewest.
const LIMIT: f64 = 1.3;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut costs = Vec::new();
    for size in SIZES {
        costs.push(runtime.block_on(measure(size))?);
    }
    let [few, many] = &costs[..] else { return Err("two sizes".into()) };
    let [first, last] = SIZES;
    println!("{:44} {first:>9} {last:>9}  ratio", "median, in microseconds, with users:");
    let mut beyond = Vec::new();
    for ((name, few), (_, many)) in few.iter().zip(many) {
        let ratio = many.as_secs_f64() / few.as_secs_f64();
        println!("{name:44} {:9} {:9}  {ratio:5.2}", few.as_micros(), many.as_micros());
        // A search for a part of a name has to read all names.
        if ratio > LIMIT && !name.contains("search") {
            beyond.push(name.clone());
        }
    }
    if !beyond.is_empty() {
        return Err(format!("more than {LIMIT} times as long: {}", beyond.join(", ")).into());
    }
    Ok(())
}

async fn start(file: &Path) -> Outcome<TestServer> {
    let mut config = Config::default();
    config.server.password_hash = PasswordHash::Cheap;
    config.server.database = Database::File(file.to_owned());
    Ok(TestServer::start_with(config).await?)
}

/// The median time of each call.
async fn measure(size: u32) -> Outcome<Vec<(String, Duration)>> {
    let folder = tempfile::TempDir::new()?;
    let file = folder.path().join("users.db");
    drop(start(&file).await?);
    fill(&file, size)?;
    let server = start(&file).await?;
    let caller = Caller { http: Client::new(), url: server.url().to_owned(), costs: Vec::new() };
    caller.run(size).await
}

fn id(kind: u32, number: u32) -> String {
    format!("{kind:08x}-0000-4000-8000-{number:012x}")
}

/// Writes `size` users with their tokens, registrations and so on, as the server itself would.
fn fill(file: &Path, size: u32) -> Outcome<()> {
    let mut file = Connection::open(file)?;
    let all = file.transaction()?;
    let document = "INSERT INTO fusionauth_document (kind, id, tenant_id, name, doc) VALUES (?1, ?2, ?3, ?4, ?5)";
    for number in 0..size / 100 {
        let (app, name) = (id(1, number), format!("app-{number}"));
        let doc = json!({"id": app, "tenantId": TENANT, "name": name, "active": true, "roles": [],
            "loginConfiguration": {"generateRefreshTokens": true, "allowTokenRefresh": true}});
        all.execute(document, params!["application", app, TENANT, name, doc.to_string()])?;
        let (tenant, name) = (id(2, number), format!("tenant-{number}"));
        let doc = json!({"id": tenant, "name": name});
        all.execute(document, params!["tenant", tenant, None::<&str>, name, doc.to_string()])?;
    }
    for number in 0..size {
        let (user, app) = (id(3, number), id(1, number % (size / 100)));
        let email = format!("user-{number}@example.com");
        let doc = json!({"id": user, "tenantId": TENANT, "email": email, "active": true});
        all.execute(
            "INSERT INTO fusionauth_user (id, tenant_id, email, doc) VALUES (?1, ?2, ?3, ?4)",
            params![user, TENANT, email, doc.to_string()],
        )?;
        let doc = json!({"id": id(4, number), "applicationId": app, "verified": true});
        all.execute(
            "INSERT INTO fusionauth_registration (user_id, application_id, id, doc) VALUES (?1, ?2, ?3, ?4)",
            params![user, app, id(4, number), doc.to_string()],
        )?;
        for (kind, hash) in [("email", id(5, number)), ("password", id(6, number))] {
            all.execute(
                "INSERT INTO fusionauth_ticket (hash, kind, user_id, expires) VALUES (?1, ?2, ?3, ?4)",
                params![hash, kind, user, i64::MAX],
            )?;
        }
        all.execute(
            "INSERT INTO fusionauth_refresh (id, hash, user_id, tenant_id, application_id, started, inserted, expires, meta) \
             VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?5, ?5, '{}')",
            params![id(7, number), user, TENANT, app, i64::MAX / 2],
        )?;
        let doc = json!({"actionId": id(8, number), "actioneeUserId": user, "expiry": 1});
        all.execute(
            document,
            params!["action", id(8, number), None::<&str>, user, doc.to_string()],
        )?;
        let (name, email) = (format!("name-{number}"), format!("name-{number}@example.test"));
        all.execute(
            "INSERT INTO fusio_user (role_id, status, name, email, points, scopes, date) VALUES (3, 1, ?1, ?2, 0, '', 0)",
            params![name, email],
        )?;
        all.execute(
            "INSERT INTO fusio_token (user_id, access_hash, refresh_hash, scopes, expire, date) VALUES (?1, ?2, ?2, '', ?3, ?3)",
            params![number + 3, id(9, number), i64::MAX / 2],
        )?;
    }
    all.commit()?;
    Ok(())
}

struct Caller {
    http: Client,
    url: String,
    costs: Vec<(String, Duration)>,
}

impl Caller {
    async fn send(&self, method: &str, path: &str, token: &str, body: &Value) -> Outcome<Value> {
        let method = Method::from_bytes(method.as_bytes())?;
        let request = self.http.request(method, format!("{}{path}", self.url));
        let request = request.header("user-agent", "flat").header("authorization", token);
        let request = match path.starts_with("/api") {
            true => request.header("x-fusionauth-tenantid", TENANT),
            false => request,
        };
        let request = if body.is_null() { request } else { request.json(body) };
        let answer = request.send().await?;
        let (status, answer) = (answer.status(), answer.text().await?);
        if !status.is_success() {
            return Err(format!("{path}: {status} {answer}").into());
        }
        Ok(serde_json::from_str(&answer).unwrap_or_default())
    }

    /// Measures a call; each round passes another number to `call`.
    async fn time(
        &mut self,
        name: &str,
        method: &str,
        token: &str,
        call: impl Fn(u32) -> (String, Value),
    ) -> Outcome<()> {
        let mut times = Vec::new();
        for round in 0..WARM_UP + ROUNDS {
            let (path, body) = call(round);
            let since = Instant::now();
            self.send(method, &path, token, &body).await?;
            if round >= WARM_UP {
                times.push(since.elapsed());
            }
        }
        times.sort_unstable();
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        self.costs.push((name.to_owned(), median));
        Ok(())
    }

    async fn run(mut self, size: u32) -> Outcome<Vec<(String, Duration)>> {
        let some = |round: u32| round * (size / (WARM_UP + ROUNDS));
        let user = move |round| id(3, some(round));
        let app = move |round| id(1, some(round) % (size / 100));
        let none = Value::Null;
        let login = json!({"username": "rootadmin", "password": "Adm1n!pass"});
        let admin = self.send("POST", "/consumer/login", "", &login).await?;
        let admin =
            format!("Bearer {}", admin.get("token").and_then(Value::as_str).unwrap_or_default());

        let get = |path: String| (path, Value::Null);
        self.time("user by id", "GET", KEY, |n| get(format!("/api/user/{}", user(n)))).await?;
        self.time("user by address", "GET", KEY, |n| {
            get(format!("/api/user?email=user-{}@example.com", some(n)))
        })
        .await?;
        self.time("registration", "GET", KEY, |n| {
            get(format!("/api/user/registration/{}/{}", user(n), app(n)))
        })
        .await?;
        self.time("refresh tokens of a user", "GET", KEY, |n| {
            get(format!("/api/jwt/refresh?userId={}", user(n)))
        })
        .await?;
        self.time("application", "GET", KEY, |n| get(format!("/api/application/{}", app(n))))
            .await?;
        self.time("page of a search for all", "GET", KEY, |_| {
            get("/api/user/search?queryString=*".to_owned())
        })
        .await?;
        self.time("page of a search for a part", "GET", KEY, |n| {
            get(format!("/api/user/search?queryString=user-{}@", some(n)))
        })
        .await?;
        self.time("register a new user", "POST", KEY, |n| {
            let user = json!({"email": format!("new-{n}@example.com"), "password": "Passw0rd!x"});
            let body = json!({"user": user, "registration": {"applicationId": id(1, 0)}});
            ("/api/user/registration".to_owned(), body)
        })
        .await?;
        self.time("log in", "POST", KEY, |n| {
            let login = format!("new-{n}@example.com");
            let body =
                json!({"loginId": login, "password": "Passw0rd!x", "applicationId": id(1, 0)});
            ("/api/login".to_owned(), body)
        })
        .await?;
        self.time("ping", "PUT", KEY, |n| {
            (format!("/api/login/{}/{}", user(n), app(n)), none.clone())
        })
        .await?;
        self.time("change a user", "PATCH", KEY, |n| {
            (format!("/api/user/{}", user(n)), json!({"user": {"firstName": "Ada"}}))
        })
        .await?;
        self.time("change an application", "PATCH", KEY, |n| {
            let body = json!({"application": {"data": {"round": n}}});
            (format!("/api/application/{}", app(n)), body)
        })
        .await?;
        self.time("forgotten password", "POST", KEY, |n| {
            let body = json!({"loginId": format!("user-{}@example.com", some(n))});
            ("/api/user/forgot-password".to_owned(), body)
        })
        .await?;
        self.time("act on a user", "POST", KEY, |n| {
            let body = json!({"action": {"actioneeUserId": user(n), "expiry": 1}});
            ("/api/user/action".to_owned(), body)
        })
        .await?;
        self.time("delete a user", "DELETE", KEY, |n| {
            (format!("/api/user/{}?hardDelete=true", user(n)), none.clone())
        })
        .await?;
        self.time("Fusio: register", "POST", "", |n| {
            let (name, email) = (format!("new-{n}"), format!("new-{n}@example.test"));
            let body = json!({"name": name, "email": email, "password": "Passw0rd!x"});
            ("/consumer/register".to_owned(), body)
        })
        .await?;
        self.time("Fusio: log in", "POST", "", |_| ("/consumer/login".to_owned(), login.clone()))
            .await?;
        self.time("Fusio: account", "GET", &admin, |_| get("/consumer/account".to_owned())).await?;
        Ok(self.costs)
    }
}
