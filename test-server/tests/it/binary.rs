//! The binary: its ready line, how it stops, its database, its configuration, its help, and its errors
//! when it cannot start.

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::process::{Process, path, run, run_in};
use crate::support::{Answer, Bench, client};

#[tokio::test]
async fn stdout_has_only_the_ready_line_with_the_addresses() {
    let server = Process::start(&["--database", ":memory:"]).await;
    let ready: Value = serde_json::from_str(&server.ready).unwrap();
    let mut members: Vec<&String> = ready.as_object().unwrap().keys().collect();
    members.sort();
    assert_eq!(members, ["control", "url", "version"]);
    assert_eq!(ready["version"], env!("CARGO_PKG_VERSION"));
    let port = server.url.strip_prefix("http://127.0.0.1:").unwrap();
    assert_ne!(port.parse::<u16>().unwrap(), 0);
    assert_eq!(ready["control"], format!("{}/_test", server.url));
    let bench = Bench::at(&server.url);
    bench.register("baz").await.succeeded("Registration successful");
    assert_eq!(bench.outbox("baz").await.len(), 1);
    let ended = server.stop("TERM").await;
    assert_eq!(ended.stdout, "", "stdout has one line");
}

#[tokio::test]
async fn sigterm_and_sigint_stop_the_server_with_code_0() {
    for signal in ["TERM", "INT"] {
        let server = Process::start(&["--database", ":memory:"]).await;
        let url = server.url.clone();
        assert_eq!(register(&url).await.status, 200);
        let ended = server.stop(signal).await;
        assert_eq!(ended.status.code(), Some(0), "{signal}: {}", ended.stderr);
        assert!(client().get(&url).send().await.unwrap_err().is_connect());
    }
}

#[tokio::test]
async fn with_its_flag_a_server_stops_at_the_end_of_stdin() {
    let mut server = Process::start(&["--until-stdin-ends"]).await;
    let url = server.url.clone();
    register(&url).await.succeeded("Registration successful");
    server.close_stdin();
    let ended = server.ended().await;
    assert_eq!(ended.status.code(), Some(0), "{}", ended.stderr);
    assert!(client().get(&url).send().await.unwrap_err().is_connect());
}

#[tokio::test]
async fn without_its_flag_a_server_goes_on_after_the_end_of_stdin() {
    let mut server = Process::start(&[]).await;
    server.close_stdin();
    register(&server.url).await.succeeded("Registration successful");
    assert_eq!(server.stop("TERM").await.status.code(), Some(0));
}

#[tokio::test]
async fn a_signal_stops_the_server_while_a_client_keeps_a_connection() {
    let server = Process::start(&["--database", ":memory:"]).await;
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let _held = tokio::net::TcpStream::connect(address).await.unwrap();
    assert_eq!(server.stop("TERM").await.status.code(), Some(0));
}

#[tokio::test]
async fn a_database_file_survives_a_restart() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("users.db");
    let server = Process::start(&["--database", path(&file)]).await;
    register(&server.url).await.succeeded("Registration successful");
    assert_eq!(server.stop("TERM").await.status.code(), Some(0));
    let server = Process::start(&["--database", path(&file)]).await;
    register(&server.url).await.refused(400, "User name already exists");
    server.stop("TERM").await;
}

#[tokio::test]
async fn a_database_in_memory_is_empty_after_a_restart() {
    for _ in 0..2 {
        let server = Process::start(&["--database", ":memory:"]).await;
        register(&server.url).await.succeeded("Registration successful");
        server.stop("TERM").await;
    }
}

#[tokio::test]
async fn a_port_in_use_is_reported_as_an_error() {
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ended = run(&["--port", &port, "--database", ":memory:"]).await;
    assert_ne!(ended.status.code(), Some(0));
    assert!(ended.status.code().is_some(), "a signal ended it");
    assert_eq!(ended.stdout, "");
    let told = ended.stderr.to_lowercase();
    assert!(told.contains(&port) && told.contains("in use"), "{}", ended.stderr);
    assert!(!told.contains("panicked"), "{}", ended.stderr);
}

#[tokio::test]
async fn an_invalid_configuration_is_reported_as_an_error() {
    let folder = TempDir::new().unwrap();
    for (name, content, told) in [
        ("broken.toml", Some("[fusio\nregistration = "), "broken.toml"),
        ("type.toml", Some("[fusio]\nregistration = \"perhaps\"\n"), "registration"),
        ("unknown.toml", Some("[fusio]\nregistratoin = true\n"), "registratoin"),
        ("missing.toml", None, "missing.toml"),
        (
            "port.toml",
            Some("[server]\nport = 70000\n"),
            "server.port: must be a number from 0 to 65535",
        ),
        ("users.toml", Some("[[users]]\nname = \"a\"\nform = 1\n"), "users[0].form: is unknown"),
        (
            "taken.toml",
            Some("[[users]]\nname = \"System\"\n"),
            "users[0]: User name already exists",
        ),
    ] {
        let file = folder.path().join(name);
        if let Some(content) = content {
            std::fs::write(&file, content).unwrap();
        }
        let arguments = ["--port", "0", "--database", ":memory:", "--config", path(&file)];
        let ended = run(&arguments).await;
        assert!(matches!(ended.status.code(), Some(code) if code != 0), "{name}");
        assert_eq!(ended.stdout, "", "{name}");
        assert!(ended.stderr.contains(told), "{name}: {}", ended.stderr);
        assert!(!ended.stderr.contains("panicked"), "{name}: {}", ended.stderr);
    }
}

#[tokio::test]
async fn an_unusable_database_is_reported_as_an_error() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("text.db");
    std::fs::write(&file, "this is not a database, but it is long enough for a check".repeat(99))
        .unwrap();
    let nowhere = folder.path().join("no/such/folder/users.db");
    for database in [path(&file), path(&nowhere)] {
        let ended = run(&["--port", "0", "--database", database]).await;
        assert!(matches!(ended.status.code(), Some(code) if code != 0), "{database}");
        assert_eq!(ended.stdout, "", "{database}");
        assert!(ended.stderr.contains(database), "{database}: {}", ended.stderr);
        assert!(!ended.stderr.contains("panicked"), "{database}: {}", ended.stderr);
    }
}

#[tokio::test]
async fn the_settings_in_a_configuration_file_have_an_effect() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("server.toml");
    std::fs::write(&file, "[fusio]\nregistration = false\n").unwrap();
    let arguments = ["--database", ":memory:", "--config", path(&file)];
    let server = Process::start(&arguments).await;
    register(&server.url).await.refused(503, "User registration is not enabled");
    server.stop("TERM").await;
}

#[tokio::test]
async fn the_users_and_kickstart_of_the_config_file_are_loaded_at_the_first_start_and_a_reset() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let kickstart = |name: &str| {
        let user = json!({"user": {"email": format!("{name}@example.test"), "password": "correct horse 1"}});
        let request = json!({"method": "POST", "url": "/api/user", "body": user});
        json!({"requests": [request]}).to_string()
    };
    write("one.json", &kickstart("one"));
    write("other.json", &kickstart("other"));
    write(
        "server.toml",
        "[server]\nkickstart = \"one.json\"\nhost = \"localhost\"\n\
         [[users]]\nname = \"ada\"\nemail = \"ada@example.test\"\npassword = \"Passw0rd!x\"\nrole = \"Backend\"\n\
         [[users]]\nname = \"bob\"\nstatus = 2\n",
    );
    let (config, other, file) =
        ["server.toml", "other.json", "users.db"].map(|name| folder.path().join(name)).into();
    let arguments = ["--config", path(&config), "--database", path(&file)];
    let server = Process::start(&arguments).await;
    let users = async |url: &str| {
        let listed = Bench::at(url).send("GET", "/_test/users", None, None).await.json();
        let texts = |vendor: &str, member: &str| {
            let users = listed[vendor].as_array().unwrap().iter();
            users.map(|user| user[member].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        (texts("fusio", "name"), texts("fusionauth", "email"))
    };
    let names = ["System", "rootadmin", "ada", "bob"].map(str::to_owned).to_vec();
    let expected = (names.clone(), vec!["one@example.test".to_owned()]);
    assert_eq!(users(&server.url).await, expected);
    let bench = Bench::at(&server.url);
    bench.login("ada").await;
    bench.register("baz").await.succeeded("Registration successful");
    bench.send("POST", "/_test/reset", None, None).await;
    assert_eq!(users(&server.url).await, expected);
    // A second start with the same database does not load the users and the kickstart again.
    server.stop("TERM").await;
    let server = Process::start(&arguments).await;
    assert_eq!(users(&server.url).await, expected);
    server.stop("TERM").await;
    // A flag overrides the config file. The kickstart file that the config file names is then not
    // read.
    std::fs::remove_file(folder.path().join("one.json")).unwrap();
    let server = Process::start(&["--config", path(&config), "--kickstart", path(&other)]).await;
    assert_eq!(users(&server.url).await, (names, vec!["other@example.test".to_owned()]));
    server.stop("TERM").await;
    let ended = run(&["--config", path(&config)]).await;
    assert!(ended.stderr.contains("kickstart: the file "), "{}", ended.stderr);
    assert!(ended.stderr.contains("one.json cannot be read"), "{}", ended.stderr);
    assert!(!ended.stderr.contains("config file"), "{}", ended.stderr);
}

#[tokio::test]
async fn errors_about_wrong_flags_are_in_plain_words() {
    for (arguments, told) in [
        (["--port", "70000"], "must be a number from 0 to 65535"),
        (["--port", "x"], "must be a number from 0 to 65535"),
        (["--host", "example.com"], "must be an IP address or localhost"),
        (["--kickstart", "missing.json"], "kickstart: the file missing.json cannot be read"),
    ] {
        let ended = run(&arguments).await;
        assert!(matches!(ended.status.code(), Some(code) if code != 0), "{arguments:?}");
        assert!(ended.stderr.contains(told), "{arguments:?}: {}", ended.stderr);
        assert!(!ended.stderr.contains("config file"), "{}", ended.stderr);
    }
}

#[tokio::test]
async fn localhost_is_accepted_as_a_host_and_empty_variables_count_as_not_set() {
    let variables = [
        "PORT",
        "HOST",
        "URL",
        "ALLOW_HOST",
        "DATABASE",
        "CONFIG",
        "KICKSTART",
        "PASSWORD_HASH",
        "UNTIL_STDIN_ENDS",
        "LOG",
    ];
    let empty = variables.map(|name| (format!("MATRICULA_{name}"), String::new()));
    let server = Process::start_in(&["--host", "localhost"], &empty).await;
    assert!(server.url.starts_with("http://127.0.0.1:"), "{}", server.url);
    register(&server.url).await.succeeded("Registration successful");
    server.stop("TERM").await;
    let wrong = [("MATRICULA_PORT".to_owned(), "70000".to_owned())];
    let ended = run_in(&[], &wrong).await;
    assert!(ended.stderr.contains("must be a number from 0 to 65535"), "{}", ended.stderr);
}

#[tokio::test]
async fn the_help_names_variables_and_config_tables_and_all_control_paths() {
    let help = run(&["--help"]).await.stdout;
    for name in [
        "Fusio and like FusionAuth",
        "MATRICULA_PORT",
        "MATRICULA_LOG",
        "0 to 65535",
        "users",
        "kickstart",
        "/_test",
        "snapshot",
        "README.md",
        "openapi.json",
        "version",
    ] {
        assert!(help.contains(name), "{name}: {help}");
    }
    let control = matricula_test_server::openapi()["paths"].as_object().unwrap().keys();
    for path in control.filter_map(|path| path.strip_prefix("/_test/")) {
        let name = path.split('/').next().unwrap();
        assert!(help.contains(name), "{name}: {help}");
    }
}

/// Registers the same user each time.
async fn register(url: &str) -> Answer {
    Bench::at(url).register("baz").await
}
