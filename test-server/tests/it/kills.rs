//! Kills a server at random moments. After each kill, the database has every write that the server
//! has answered, and no write is half done.
//!
//! There are 20 kills, or as many as the environment variable `MATRICULA_KILLS` says.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::{Process, path};
use crate::support::{Bench, PASSWORD, email, last_segment, text};

const TASKS: usize = 8;
const KEY: &str = "bf69486b-4733-4470-a592-f1bfce7af580";
const NEW: &str = "New-Passw0rd";

/// A user in Fusio and a user in FusionAuth, and what the server has answered about both users.
#[derive(Debug, Default)]
struct Known {
    name: String,
    application: Value,
    /// How many of the writes in `live` were answered. The writes have a fixed order.
    answered: usize,
    activation: Option<String>,
    refresh: Option<String>,
    change: Option<String>,
}

impl Known {
    fn address(&self) -> String {
        format!("{}@example.com", self.name)
    }
}

/// Sends a request; `None` if the server is killed before its answer.
async fn send(bench: &Bench, method: &str, path: &str, body: Value) -> Option<(u16, Value)> {
    let request = bench.request(method, path).header("authorization", KEY).json(&body);
    let answer = request.send().await.ok()?;
    let status = answer.status().as_u16();
    let text = answer.text().await.ok()?;
    Some((status, serde_json::from_str(&text).unwrap_or_default()))
}

/// Sends the requests of both users, from the registration in Fusio to the changed password in FusionAuth;
/// `None` if the server is killed before the last answer.
async fn live(bench: &Bench, user: &mut Known, answers: &AtomicUsize) -> Option<()> {
    let (name, address) = (user.name.clone(), user.address());
    let answered = |user: &mut Known, status: u16| {
        assert_eq!(status, 200, "{user:?}");
        user.answered += 1;
        answers.fetch_add(1, Ordering::Relaxed);
    };
    let body = json!({"name": name, "email": email(&name), "password": PASSWORD});
    let (status, _) = send(bench, "POST", "/consumer/register", body).await?;
    answered(user, status);
    let outbox = format!("/_test/outbox?to={}", email(&name));
    let (_, mails) = send(bench, "GET", &outbox, json!({})).await?;
    user.activation = Some(last_segment(&text(&mails[0]["links"][0])));
    let body = json!({"token": user.activation});
    let (status, _) = send(bench, "POST", "/consumer/activate", body).await?;
    answered(user, status);
    let body = json!({"user": {"email": address, "password": PASSWORD},
                      "registration": {"applicationId": user.application}});
    let (status, made) = send(bench, "POST", "/api/user/registration", body).await?;
    answered(user, status);
    user.refresh = Some(text(&made["refreshToken"]));
    let body = json!({"loginId": address});
    let (status, change) = send(bench, "POST", "/api/user/forgot-password", body).await?;
    answered(user, status);
    user.change = Some(text(&change["changePasswordId"]));
    let path = format!("/api/user/change-password/{}", text(&change["changePasswordId"]));
    let (status, _) = send(bench, "POST", &path, json!({"password": NEW})).await?;
    answered(user, status);
    Some(())
}

/// Counts the writes of both users that are lost or half done after the kill.
async fn check(bench: &Bench, user: &Known) -> (usize, usize) {
    let (mut lost, mut half) = (0, 0);
    let mut lose = |is: bool| lost += usize::from(is);
    let login = json!({"username": user.name, "password": PASSWORD});
    let registered = json!({"name": user.name, "email": email(&user.name), "password": PASSWORD});
    if user.answered >= 2 {
        lose(send(bench, "POST", "/consumer/login", login).await.unwrap().0 != 200);
    } else if user.answered >= 1 {
        lose(send(bench, "POST", "/consumer/register", registered).await.unwrap().0 != 400);
        // Either the user is active, or the token still works.
        if let Some(token) = &user.activation {
            let active = send(bench, "POST", "/consumer/login", login).await.unwrap().0 == 200;
            let body = json!({"token": token});
            let (status, _) = send(bench, "POST", "/consumer/activate", body).await.unwrap();
            half += usize::from(active == (status == 200));
        }
    }
    let find = format!("/api/user?email={}", user.address());
    let (status, found) = send(bench, "GET", &find, json!({})).await.unwrap();
    lose(user.answered >= 3 && status != 200);
    if status == 200 {
        // A user and a registration are made together.
        half += usize::from(found["user"]["registrations"].as_array().map(Vec::len) != Some(1));
    }
    let Some(refresh) = &user.refresh else { return (lost, half) };
    let login = |password: &str| {
        let body = json!({"loginId": user.address(), "password": password,
                          "applicationId": user.application});
        send(bench, "POST", "/api/login", body)
    };
    let body = json!({"refreshToken": refresh});
    let (status, _) = send(bench, "POST", "/api/jwt/refresh", body).await.unwrap();
    let refreshes = status == 200;
    let new = login(NEW).await.unwrap().0 == 200;
    let old = login(PASSWORD).await.unwrap().0 == 200;
    lose(user.answered >= 5 && !new);
    // A changed password ends the refresh tokens.
    half += usize::from(new == old || new == refreshes);
    if let (Some(change), true) = (&user.change, user.answered >= 4) {
        let path = format!("/api/user/change-password/{change}");
        let open = send(bench, "GET", &path, json!({})).await.unwrap().0 == 200;
        lose(user.answered == 4 && !open && !new);
        // Either the password is changed, or the `changePasswordId` still works.
        half += usize::from(open == new);
    }
    (lost, half)
}

#[tokio::test]
async fn a_kill_loses_no_answered_write_and_leaves_no_write_half_done() {
    let kills = std::env::var("MATRICULA_KILLS").map_or(20, |text| text.parse().unwrap());
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("users.db");
    let mut server = Process::start(&["--database", path(&file)]).await;
    let app = json!({"application": {"name": "app", "loginConfiguration":
        {"generateRefreshTokens": true, "allowTokenRefresh": true}}});
    let bench = Bench::at(&server.url);
    let (_, app) = send(&bench, "POST", "/api/application", app).await.unwrap();
    let application = app["application"]["id"].clone();
    let (mut answered, mut lost, mut half) = (0, 0, 0);
    for kill in 0..kills {
        let answers = Arc::new(AtomicUsize::new(0));
        let tasks: Vec<_> = (0..TASKS)
            .map(|task| {
                let (bench, answers) = (Bench::at(&server.url), Arc::clone(&answers));
                let application = application.clone();
                tokio::spawn(async move {
                    let mut users = Vec::new();
                    for number in 0.. {
                        let name = format!("user-{kill}-{task}-{number}");
                        let application = application.clone();
                        let mut user = Known { name, application, ..Known::default() };
                        let ended = live(&bench, &mut user, &answers).await.is_none();
                        users.push(user);
                        if ended {
                            break;
                        }
                    }
                    users
                })
            })
            .collect();
        let enough = fastrand::usize(1..TASKS * 12);
        while answers.load(Ordering::Relaxed) < enough {
            tokio::task::yield_now().await;
            assert!(tasks.iter().all(|task| !task.is_finished()), "a request was refused");
        }
        server.stop("KILL").await;
        server = Process::start(&["--database", path(&file)]).await;
        let bench = Bench::at(&server.url);
        for task in tasks {
            for user in task.await.unwrap() {
                let found = check(&bench, &user).await;
                if found != (0, 0) {
                    println!("{found:?}: {user:?}");
                }
                answered += user.answered;
                lost += found.0;
                half += found.1;
            }
        }
    }
    server.stop("TERM").await;
    println!("{kills} kills, {answered} answered writes: {lost} lost, {half} half-written");
    assert_eq!((lost, half), (0, 0));
    assert!(answered > kills);
}
