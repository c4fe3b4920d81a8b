//! The store in a file: unusual files, a killed program, and many programs at the same time.

use std::{
    fs::{self, File},
    future::Future,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    pin::pin,
    process::{Child, Command, Stdio},
    sync::{Arc, mpsc},
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
    time::Duration,
};

use futures_util::FutureExt;
use matricula::{
    ErrorKind, Secret,
    fusio::LoginRequest,
    session::{Event, FileStore, Origin, Session, SignOutReason, State, TokenStore},
};

use crate::{
    session::{name, quiet, signed_in},
    support::{PASSWORD, client},
};

const MEBIBYTE: usize = 1024 * 1024;
/// The time limit of an action that must not hang.
const BOUND: Duration = Duration::from_secs(20);

async fn load(path: &Path) -> Result<Option<String>, ErrorKind> {
    let loaded = FileStore::new(path).load().await;
    loaded.map(|record| record.map(|record| record.expose().to_owned())).map_err(|e| e.kind())
}

async fn save(path: &Path, record: &str) -> Result<(), ErrorKind> {
    FileStore::new(path).save(Some(record.into())).await.map_err(|error| error.kind())
}

/// The sorted names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

/// Runs `test` on its own thread, and fails if `test` does not end within `BOUND`.
fn in_time<F: Future>(test: impl FnOnce() -> F + Send + 'static) {
    let (done, wait) = mpsc::channel();
    let test = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(test());
        runtime.shutdown_background();
        done.send(()).unwrap();
    });
    match wait.recv_timeout(BOUND) {
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("the test hangs"),
        _ => test.join().unwrap(),
    }
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_a_regular_file_is_refused_and_unchanged() {
    in_time(|| async {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let made = Command::new("mkfifo").args([path("fifo"), path("fresh.lock")]).status();
        assert!(made.unwrap().success());
        fs::create_dir(path("folder")).unwrap();
        fs::write(path("target"), "somebody's").unwrap();
        std::os::unix::fs::symlink(path("target"), path("link")).unwrap();
        std::os::unix::fs::symlink(path("nowhere"), path("dangling")).unwrap();
        let before = names(folder.path());
        for path in [
            path("fifo"),
            path("folder"),
            path("link"),
            path("dangling"),
            PathBuf::from("/dev/full"),
            PathBuf::from("/dev/zero"),
        ] {
            let case = path.display();
            assert_eq!(load(&path).await, Err(ErrorKind::Storage), "{case}");
            assert_eq!(save(&path, "tokens").await, Err(ErrorKind::Storage), "{case}");
            let forgotten = FileStore::new(&path).save(None).await;
            assert_eq!(forgotten.unwrap_err().kind(), ErrorKind::Storage, "{case}");
        }
        assert_eq!(names(folder.path()), before);
        assert_eq!(fs::read_to_string(path("target")).unwrap(), "somebody's");
        assert!(FileStore::new(path("fresh")).lock().await.is_none(), "the lock file is a FIFO");

        fs::create_dir(path("real")).unwrap();
        std::os::unix::fs::symlink(path("real"), path("way")).unwrap();
        save(&path("way/session"), "tokens").await.unwrap();
        assert_eq!(load(&path("real/session")).await, Ok(Some("tokens".into())));
    });
}

#[cfg(unix)]
#[test]
fn a_session_on_a_fifo_or_an_endless_device_stays_in_memory() {
    in_time(|| async {
        let folder = tempfile::tempdir().unwrap();
        let fifo = folder.path().join("fifo");
        assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        for path in [fifo, "/dev/full".into()] {
            let (_server, session) = signed_in(FileStore::new(path)).await;
            assert_eq!(name(&session).await.unwrap(), "baz");
            assert!(session.sign_out().await);
        }
    });
}

#[tokio::test]
async fn no_more_than_a_mebibyte_is_read_or_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let longest = "x".repeat(MEBIBYTE);
    save(&path, &longest).await.unwrap();
    assert_eq!(load(&path).await, Ok(Some(longest.clone())));
    assert_eq!(save(&path, &format!("{longest}x")).await, Err(ErrorKind::Storage));
    assert_eq!(load(&path).await, Ok(Some(longest)), "the old record stays");
    // A sparse file: it is a tebibyte long and takes no space on the disk.
    File::create(&path).unwrap().set_len(1 << 40).unwrap();
    assert_eq!(load(&path).await, Err(ErrorKind::Storage));
    save(&path, "tokens").await.unwrap();
    assert_eq!(load(&path).await, Ok(Some("tokens".into())));
}

#[tokio::test]
async fn opening_a_store_removes_only_its_own_temporary_files() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["session.0123456789abcdef.tmp", "session.fedcba9876543210.tmp"] {
        fs::write(folder.path().join(name), "half a rec").unwrap();
    }
    let others = [
        "other.0123456789abcdef.tmp",
        "session",
        "session.0123456789abcde.tmp",
        "session.0123456789abcdef",
        "session.0123456789abcdef.tmp.bak",
        "session.json",
        "session.lock",
        "session0.0123456789abcdef.tmp",
    ];
    for name in others {
        fs::write(folder.path().join(name), "other").unwrap();
    }
    assert_eq!(load(&folder.path().join("session")).await, Ok(Some("other".into())));
    assert_eq!(names(folder.path()), others);
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_a_store_does_not_disturb_a_save_of_another_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let opener = {
        let path = path.clone();
        tokio::spawn(async move {
            loop {
                load(&path).await.unwrap();
                tokio::task::yield_now().await;
            }
        })
    };
    let store = FileStore::new(&path);
    for number in 0..200 {
        store.save(Some(number.to_string().into())).await.unwrap();
        assert_eq!(load(&path).await, Ok(Some(number.to_string())));
    }
    opener.abort();
}

#[tokio::test]
async fn a_save_that_is_not_awaited_does_not_undo_a_later_save() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let store = FileStore::new(&path);
    for number in 0..50 {
        let _ = store.save(Some("early".into())).now_or_never();
        store.save(Some(number.to_string().into())).await.unwrap();
        assert_eq!(load(&path).await, Ok(Some(number.to_string())));
    }
}

/// Wakes the waiting thread.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    loop {
        match work.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(done) => return done,
            Poll::Pending => thread::park(),
        }
    }
}

#[test]
fn a_store_needs_no_runtime() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (one, two) = (FileStore::new(&path), FileStore::new(&path));
    block_on(one.save(Some("tokens".into()))).unwrap();
    let record: Option<Secret> = block_on(two.load()).unwrap();
    assert_eq!(record.unwrap().expose(), "tokens");
    let lock = block_on(one.lock()).unwrap();
    let waiting = thread::spawn(move || block_on(two.lock()).is_some());
    assert!(!waiting.is_finished());
    drop(lock);
    assert!(waiting.join().unwrap());
    block_on(one.save(None)).unwrap();
    assert_eq!(names(folder.path()), [""; 0]);
}

/// Runs [`another_program`] in its own process.
fn start(work: &str, path: &Path, url: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["session_file::another_program", "--exact", "--nocapture"])
        .env("MATRICULA_TEST_WORK", work)
        .env("MATRICULA_TEST_FILE", path)
        .env("MATRICULA_TEST_URL", url)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The work of another program on the file. In an ordinary test run, this test does nothing.
#[tokio::test]
async fn another_program() {
    let variable = |name: &str| std::env::var(format!("MATRICULA_TEST_{name}"));
    let Ok(work) = variable("WORK") else { return };
    let store = FileStore::new(variable("FILE").unwrap());
    if work == "save" {
        for record in ["a", "b"].iter().cycle() {
            store.save(Some(record.repeat(MEBIBYTE / 2).into())).await.unwrap();
            println!("saved");
        }
    }
    let session = Session::open_with(client(&variable("URL").unwrap()), store, quiet()).await;
    for _ in 0..7 {
        session.refresh().await.unwrap();
        name(&session).await.unwrap();
    }
}

#[tokio::test]
async fn a_program_that_is_killed_during_a_save_leaves_a_complete_record() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    for _ in 0..10 {
        let mut program = start("save", &path, "");
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let saved = lines.by_ref().filter(|line| line.as_ref().unwrap().ends_with("saved")).take(3);
        assert_eq!(saved.count(), 3);
        program.kill().unwrap();
        program.wait().unwrap();
        let record = load(&path).await.unwrap().unwrap();
        assert!(["a", "b"].map(|letter| letter.repeat(MEBIBYTE / 2)).contains(&record));
        assert_eq!(names(folder.path()), ["session"]);
    }
}

#[tokio::test]
async fn a_session_notices_what_another_session_saves() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, one) = signed_in(FileStore::new(&path)).await;
    let two = Session::open_with(client(server.url()), FileStore::new(&path), quiet()).await;
    let (sender, mut events) = tokio::sync::mpsc::unbounded_channel();
    let _subscription = two.subscribe(move |event| sender.send(event.clone()).unwrap());
    let mut next =
        async || tokio::time::timeout(BOUND, events.recv()).await.expect("no event").unwrap();

    one.refresh().await.unwrap();
    assert!(matches!(next().await, Event::TokenRefreshed(Origin::Elsewhere)));
    assert!(one.sign_out().await);
    assert!(matches!(next().await, Event::SignedOut(SignOutReason::Elsewhere)));
    assert_eq!(two.state(), State::SignedOut(SignOutReason::Elsewhere));
    one.sign_in(&LoginRequest::new("baz", PASSWORD)).await.unwrap();
    assert!(matches!(next().await, Event::SignedIn(Origin::Elsewhere)));
    let before = server.requests().await.len();
    assert_eq!(two.access_token().await.unwrap(), one.access_token().await.unwrap());
    assert_eq!(server.requests().await.len(), before, "the second session has sent nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn four_programs_that_refresh_the_tokens_of_one_file_are_never_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session");
    let (server, session) = signed_in(FileStore::new(&path)).await;
    let programs = [(); 4].map(|()| start("refresh", &path, server.url()));
    for program in programs {
        let output = program.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    let seen = server.requests().await;
    let refreshes =
        seen.iter().filter(|seen| seen.method == "PUT" && seen.path == "/consumer/login");
    let refreshes: Vec<_> = refreshes.map(|seen| seen.status).collect();
    assert!((7..=28).contains(&refreshes.len()), "{refreshes:?}");
    assert!(refreshes.iter().all(|status| *status == Some(200)), "{refreshes:?}");
    assert_eq!(name(&session).await.unwrap(), "baz");
    assert_eq!(names(folder.path()), ["session"]);
}
