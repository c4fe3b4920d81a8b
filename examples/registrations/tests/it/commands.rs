//! The commands for a single registration with FusionAuth, and the commands for Fusio.

use matricula::fusionauth::{Application, ApplicationRequest};

use crate::support::{PASSWORD, Scene, run, run_with};

#[tokio::test]
async fn a_registration_is_created_shown_patched_and_deleted() {
    let scene = Scene::start().await;
    let application = scene.application.as_str();
    let register = scene.program(&[
        "register",
        "ada@example.com",
        "--application",
        application,
        "--data",
        r#"{"plan":"free"}"#,
        "--password-stdin",
    ]);
    let made = run_with(register, PASSWORD).await;
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    assert!(made.stdout.contains(r#""plan": "free""#) && made.stderr.starts_with("user "));

    let which = ["ada@example.com", "--application", application];
    let patch = [&["patch"], &which[..], &["--role", "admin", "--username", "ada"]].concat();
    let patched = run(scene.program(&patch)).await;
    assert_eq!(patched.code, Some(0), "{}", patched.stderr);
    let shown = run(scene.program(&[&["show"], &which[..]].concat())).await;
    assert_eq!(shown.stdout, patched.stdout);
    let shown: serde_json::Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!((&shown["username"], &shown["roles"][0]), (&"ada".into(), &"admin".into()));
    assert_eq!(shown["data"]["plan"], "free");

    let deleted = run(scene.program(&[&["delete"], &which[..]].concat())).await;
    assert_eq!(deleted.stdout, "deleted\n");
    let gone = run(scene.program(&[&["show"], &which[..]].concat())).await;
    assert_eq!(gone.code, Some(2));
    assert!(gone.stderr.contains("not found"), "{}", gone.stderr);
}

#[tokio::test]
async fn a_registration_is_verified() {
    let scene = Scene::start().await;
    let mut application = Application::new("Club");
    application.verify_registration = Some(true);
    application.verification_email_template_id =
        Some("00000000-0000-0000-0000-000000000007".into());
    let made = scene.client.create_application(None, &ApplicationRequest::new(application)).await;
    let application = made.unwrap().application.id.unwrap();
    let which = ["ada@example.com", "--application", &application];
    let made = run(scene.program(&[&["register"], &which[..]].concat())).await;
    assert!(made.stdout.contains(r#""verified": false"#), "{}", made.stderr);
    let mail = scene.server.outbox("ada@example.com").await.remove(0);
    let id = mail.links[0].split('?').next().unwrap().rsplit('/').next().unwrap();
    let verified = run(scene.program(&["verify", id])).await;
    assert_eq!(verified.stdout, "verified\n", "{}", verified.stderr);
    let shown = run(scene.program(&[&["show"], &which[..]].concat())).await;
    assert!(shown.stdout.contains(r#""verified": true"#), "{}", shown.stdout);
}

#[tokio::test]
async fn a_user_registers_activates_and_logs_in_with_fusio() {
    let scene = Scene::start().await;
    let register = ["fusio", "register", "ada", "ada@example.com"];
    let password = "foobar!123";
    let made = run_with(scene.program(&register), password).await;
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let taken = run_with(scene.program(&register), password).await;
    assert_eq!(taken.code, Some(2));
    assert!(taken.stderr.contains("  name "), "{}", taken.stderr);
    let mail = scene.server.outbox("ada@example.com").await.remove(0);
    let token = mail.links[0].rsplit('/').next().unwrap();
    let activated = run(scene.program(&["fusio", "activate", token])).await;
    assert_eq!(activated.stdout, "activated\n", "{}", activated.stderr);
    let account = run_with(scene.program(&["fusio", "login", "ada"]), password).await;
    assert!(account.stdout.contains(r#""email": "ada@example.com""#), "{}", account.stderr);
    let wrong = run_with(scene.program(&["fusio", "login", "ada"]), "hunter2 hunter2").await;
    assert_eq!(wrong.code, Some(2));
    assert!(!wrong.stderr.contains("hunter2"), "{}", wrong.stderr);
}
