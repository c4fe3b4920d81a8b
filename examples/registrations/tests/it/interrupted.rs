//! Imports that are killed or stopped, or that cannot reach the server: no line is lost or imported
//! twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use matricula_test_server::Fault;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::process::Child;

use crate::proxy::Proxy;
use crate::support::{PASSWORD, Scene, ended, run, until};

fn email(number: usize) -> String {
    format!("user{number}@example.com")
}

/// Only one line in ten has a password, because the server needs much time to hash a password.
fn csv(lines: usize) -> String {
    let mut text = "user.email,user.password,registration.roles,user.data.plan\n".to_owned();
    for number in 0..lines {
        let password = if number % 10 == 0 { PASSWORD } else { "" };
        writeln!(text, "{},{password},admin;user,free", email(number)).unwrap();
    }
    text
}

/// Counts how often the server has created each user, by the id of the user. Requests with a lost
/// answer count, too. Counts only requests whose number is at least `next`, and then sets `next` to
/// the number after the last request.
///
/// The server's list of requests is not cleared, because the server may still read requests of a
/// killed import.
async fn taken(scene: &Scene, next: &mut u64) -> BTreeMap<String, usize> {
    let mut taken = BTreeMap::new();
    let bound = Instant::now() + Duration::from_secs(30);
    let mut requests = scene.server.requests().await;
    while requests.iter().any(|request| request.status.is_none()) {
        assert!(Instant::now() < bound, "some requests are never finished");
        tokio::task::yield_now().await;
        requests = scene.server.requests().await;
    }
    let seen = *next;
    for request in requests.into_iter().filter(|request| request.number >= seen) {
        *next = request.number + 1;
        if request.method == "POST" && request.status == Some(200) {
            let id = request.path.strip_prefix("/api/user/registration/");
            *taken.entry(id.unwrap_or_default().to_owned()).or_default() += 1;
        }
    }
    taken
}

/// The ids that the users of every `step`-th line of the file have on the server.
async fn found(scene: &Scene, lines: usize, step: usize) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for number in (0..lines).step_by(step) {
        ids.extend(scene.user(&email(number)).await);
    }
    ids
}

fn signal(child: &Child, signal: Signal) {
    kill(Pid::from_raw(child.id().unwrap().try_into().unwrap()), signal).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_lines_are_imported_once_each_although_the_import_is_interrupted_five_times() {
    const LINES: usize = 10_000;
    let scene = Scene::start().await;
    let file = scene.write("users.csv", csv(LINES));
    let started = Instant::now();
    let mut taken_by_id: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |more: BTreeMap<String, usize>| {
        for (id, times) in more {
            *taken_by_id.entry(id).or_default() += times;
        }
    };
    let mut next = 0;
    taken(&scene, &mut next).await;
    for (lines, how) in [
        (500, Signal::SIGKILL),
        (2_000, Signal::SIGKILL),
        (4_000, Signal::SIGINT),
        (6_500, Signal::SIGKILL),
        (9_000, Signal::SIGTERM),
    ] {
        let mut child = scene.import(&file).spawn().unwrap();
        until(&mut child, lines).await;
        signal(&child, how);
        let run = ended(child).await;
        if how == Signal::SIGKILL {
            assert_eq!(run.code, None);
        } else {
            assert_eq!(run.code, Some(130), "{}", run.stdout);
            let advice = "run the same command again to continue\n";
            assert!(run.stdout.ends_with(advice), "{}", run.stdout);
        }
        add(taken(&scene, &mut next).await);
    }
    let last = run(scene.import(&file)).await;
    assert_eq!(last.code, Some(0), "{}\n{}", last.stdout, last.stderr);
    assert!(last.stdout.starts_with("10000 imported, 0 rejected, 10000 of 10000 lines finished;"));
    add(taken(&scene, &mut next).await);
    let time = started.elapsed();
    let rate = LINES as f64 / time.as_secs_f64();
    // Writes directly to stderr, because the test harness captures `println` and `eprintln`.
    writeln!(
        std::io::stderr(),
        "imported {LINES} in {:.1} s, {rate:.0} per second, with 5 interruptions; the last run: {}",
        time.as_secs_f64(),
        last.stdout.trim()
    )
    .unwrap();

    let doubled: Vec<_> = taken_by_id.iter().filter(|(_, times)| **times > 1).collect();
    assert!(doubled.is_empty(), "{doubled:?}");
    assert_eq!(taken_by_id.len(), LINES, "lines are lost");
    let found = found(&scene, LINES, 50).await;
    assert_eq!(found.len(), LINES / 50);
    assert!(found.iter().all(|id| taken_by_id.contains_key(id)));

    let again = run(scene.import(&file)).await;
    assert_eq!(again.code, Some(0));
    assert!(again.stdout.contains("this run: 0 lines"), "{}", again.stdout);
    assert!(taken(&scene, &mut next).await.is_empty());
}

#[tokio::test]
async fn a_line_with_a_lost_answer_is_imported_only_once() {
    let scene = Scene::start().await;
    let file = scene.write("users.csv", csv(200));
    let proxy = Proxy::start(scene.server.url(), 6).await;
    let mut next = 0;
    taken(&scene, &mut next).await;
    // If five answers for a line are lost, the run does not finish it; the next run sends it again.
    let mut runs = 0;
    loop {
        let run = run(scene.import_at(&proxy.url, &file)).await;
        if run.code == Some(0) {
            break;
        }
        runs += 1;
        assert!(run.code == Some(3) && runs < 5, "{}", run.stdout);
    }
    let posts = scene.server.requests().await;
    let posts = posts.iter().filter(|request| request.method == "POST").count();
    assert!(posts > 210, "{posts} requests: too few answers were lost");
    let taken = taken(&scene, &mut next).await;
    assert!(taken.len() == 200 && taken.values().all(|times| *times == 1), "{taken:?}");
    assert_eq!(found(&scene, 200, 1).await, taken.into_keys().collect());
}

#[tokio::test]
async fn an_import_stops_without_a_server_and_the_next_run_continues_it() {
    let scene = Scene::start().await;
    let file = scene.write("users.csv", csv(30));
    let proxy = Proxy::start(scene.server.url(), usize::MAX).await;
    proxy.set_open(false);
    let away = run(scene.import_at(&proxy.url, &file)).await;
    assert_eq!(away.code, Some(3), "{}", away.stdout);
    assert!(away.stdout.contains(": not finished: network: "), "{}", away.stdout);
    assert!(away.stdout.contains("0 imported, 0 rejected, 0 of 30"), "{}", away.stdout);
    proxy.set_open(true);
    let back = run(scene.import_at(&proxy.url, &file)).await;
    assert_eq!(back.code, Some(0), "{}", back.stdout);
    assert_eq!(found(&scene, 30, 1).await.len(), 30);
}

#[tokio::test]
async fn a_line_is_sent_again_after_a_temporary_error() {
    let scene = Scene::start().await;
    let file = scene.write("one.jsonl", "{\"user\": {\"email\": \"user0@example.com\"}}\n");
    let ids = run(scene.import(&file)).await;
    assert_eq!(ids.code, Some(0), "{}", ids.stdout);
    let id = scene.user(&email(0)).await.unwrap();
    scene.client.delete_user(&id).await.unwrap();
    std::fs::remove_file(scene.path("one.jsonl.journal")).unwrap();

    let path = format!("/api/user/registration/{id}");
    for status in [503, 429, 500] {
        let mut fault = Fault::answer("POST", &path, status);
        fault.headers.insert("Retry-After".to_owned(), "0".to_owned());
        scene.server.add_fault(fault).await.unwrap();
    }
    let busy = run(scene.import(&file)).await;
    assert_eq!(busy.code, Some(0), "{}", busy.stdout);
    assert_eq!(scene.user(&email(0)).await, Some(id), "the same line has the same id");
}

#[tokio::test]
async fn an_incomplete_journal_is_repaired_and_a_foreign_or_locked_journal_is_refused() {
    let scene = Scene::start().await;
    let file = scene.write("users.csv", csv(40));
    let mut child = scene.import(&file).spawn().unwrap();
    until(&mut child, 10).await;
    signal(&child, Signal::SIGKILL);
    ended(child).await;
    // Simulates a power failure: the last line is incomplete, and ends in the middle of a character.
    let journal = scene.read("users.csv.journal");
    let half = journal.len() - journal.lines().last().unwrap().len() / 2 - 1;
    scene.write("users.csv.journal", [&journal.as_bytes()[..half], b"\xC3"].concat());
    let torn = run(scene.import(&file)).await;
    assert_eq!(torn.code, Some(0), "{}", torn.stderr);
    assert_eq!(found(&scene, 40, 1).await.len(), 40);

    let other = run(scene.import_at("http://127.0.0.1:1", &file)).await;
    assert_eq!(other.code, Some(2));
    assert!(other.stderr.contains("another server"), "{}", other.stderr);
    scene.write("users.csv", csv(41));
    let changed = run(scene.import(&file)).await;
    assert_eq!(changed.code, Some(2));
    assert!(changed.stderr.contains("the file has changed"), "{}", changed.stderr);

    let foreign = "notes of somebody else";
    scene.write("users.csv.journal", foreign);
    let refused = run(scene.import(&file)).await;
    assert!(refused.stderr.contains("not a line of a journal"), "{}", refused.stderr);
    assert_eq!(scene.read("users.csv.journal"), foreign, "a foreign file does not change");

    let held = std::fs::File::open(scene.path("users.csv.journal")).unwrap();
    held.lock().unwrap();
    let taken = run(scene.import(&file)).await;
    assert!(taken.stderr.contains("another import is using it"), "{}", taken.stderr);
}
