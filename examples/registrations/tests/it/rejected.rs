//! Lines that cannot be imported: each is reported with its number, and no line is lost or affects
//! another.

use std::collections::BTreeSet;

use crate::support::{Scene, reported, run};

/// A password that the program must neither print nor write into the journal.
const PASSWORD: &str = "hunter2 hunter2";

#[tokio::test]
async fn wrong_lines_of_a_csv_file_are_reported_and_written_to_a_file() {
    let scene = Scene::start().await;
    let there = "{\"user\": {\"email\": \"there@example.com\"}}";
    assert_eq!(run(scene.import(&scene.write("before.jsonl", there))).await.code, Some(0));
    let long = "x".repeat(192);
    let huge = "y".repeat((1 << 20) + 1);
    let unknown = "00000000-0000-0000-0000-00000000dead";
    // The comments are the line numbers of the wrong lines, and of the record of two lines.
    let text = [
        "user.email,user.password,registration.applicationId,registration.username".to_owned(),
        format!("good1@example.com,{PASSWORD},,\"Ada, the \"\"first\"\"\""),
        format!("not an address,{PASSWORD},,"), // 3
        format!("good2@example.com,{PASSWORD},{unknown},"), // 4
        format!("open@example.com,\"{PASSWORD},,"), // 5: the following lines are not lost
        format!("good3@example.com,{PASSWORD},,"),
        format!("after@example.com,\"{PASSWORD}\"x,,"), // 7
        format!("there@example.com,{PASSWORD},,"),      // 8
        format!("tooshort@example.com,{PASSWORD}"),     // 9
        format!("toolong@example.com,{PASSWORD},,{long}"), // 10
        format!("huge@example.com,{PASSWORD},,{huge}"), // 11
        format!("good4@example.com,{PASSWORD},,\"a name\nin two lines\""), // 12 and 13
        String::new(),
        format!(" \"space@example.com\",{PASSWORD},,"), // 15
        format!("good5@example.com,{PASSWORD},,last"),
    ]
    .join("\n");
    let bad: BTreeSet<u64> = [3, 4, 5, 7, 8, 9, 10, 11, 15].into();
    let file = scene.write("users.csv", &text);
    let done = run(scene.import(&file)).await;
    assert_eq!(done.code, Some(1), "{}", done.stderr);
    assert_eq!(reported(&done.stdout), bad, "{}", done.stdout);
    for words in [
        "line 3: validation: user.email is not an e-mail address",
        "registration.applicationId is not acceptable ([invalid]registration.applicationId)",
        "line 5: unreadable: has a quote that is not closed",
        "line 7: unreadable: has a quote in a wrong place",
        "user.email is already taken ([duplicate]user.email)",
        "line 9: unreadable: has 2 fields, the header has 4",
        "registration.username is too long ([tooLong]registration.username)",
        "line 11: unreadable: is longer than 1 MiB",
        "4 imported, 9 rejected, 13 of 13 lines finished",
    ] {
        assert!(done.stdout.contains(words), "{words}: {}", done.stdout);
    }
    for number in 1..=5 {
        assert!(scene.user(&format!("good{number}@example.com")).await.is_some() == (number != 2));
    }
    let said = [done.stdout, done.stderr, scene.read("users.csv.journal")].concat();
    assert!(!said.contains("hunter2"));

    // `users.rejects.csv` has only the header and the rejected lines.
    let kept: String = (1..)
        .zip(text.lines())
        .filter(|(number, _)| *number == 1 || bad.contains(number))
        .map(|(_, line)| format!("{line}\n"))
        .collect();
    assert!(scene.read("users.rejects.csv") == kept);
}

#[tokio::test]
async fn a_record_of_several_lines_with_too_many_fields_is_rejected_as_a_whole() {
    let scene = Scene::start().await;
    let (header, good) = ("user.email,user.data.note\n", "good@example.com,note\n");
    let bad = "ada@example.com,\"a note\ninside@example.com,note\nits end\",more\n";
    let file = scene.write("users.csv", [header, bad, good].concat());
    let done = run(scene.import(&file)).await;
    assert_eq!(done.code, Some(1), "{}", done.stderr);
    let why = "line 2: unreadable: has 3 fields, the header has 2";
    assert!(done.stdout.contains(why), "{}", done.stdout);
    assert!(scene.user("inside@example.com").await.is_none());
    assert!(scene.user("good@example.com").await.is_some());
    assert_eq!(scene.read("users.rejects.csv"), [header, bad].concat());
}

#[tokio::test]
async fn the_next_run_renames_the_draft_of_a_run_that_ended_before_the_rename() {
    let scene = Scene::start().await;
    let file = scene.write("users.csv", "user.email\nnot an address\n");
    assert_eq!(run(scene.import(&file)).await.code, Some(1));
    let [whole, draft] = ["rejects.csv", "rejects.csv.draft"].map(|end| file.with_extension(end));
    let kept = std::fs::read(&whole).unwrap();
    std::fs::rename(&whole, &draft).unwrap();
    assert_eq!(run(scene.import(&file)).await.code, Some(1));
    assert_eq!(std::fs::read(&whole).unwrap(), kept);
    assert!(!draft.exists());
}

#[tokio::test]
async fn a_record_with_a_line_that_is_too_long_is_rejected_instead_of_shortened() {
    let scene = Scene::start().await;
    let huge = "y".repeat((1 << 20) + 1);
    let text = format!(
        "user.email,user.password,user.data.a,user.data.b\ncut@example.com,{PASSWORD},\"a\nb\",{huge}\ngood@example.com,{PASSWORD},a,b\n"
    );
    let done = run(scene.import(&scene.write("users.csv", &text))).await;
    assert_eq!(done.code, Some(1), "{}", done.stderr);
    assert_eq!(reported(&done.stdout), [2, 3].into(), "{}", done.stdout);
    assert!(done.stdout.contains("or its record is longer than 1 MiB"), "{}", done.stdout);
    assert!(scene.user("cut@example.com").await.is_none());
    assert!(scene.user("good@example.com").await.is_some());
}

#[tokio::test]
async fn wrong_lines_of_json_are_reported_and_corrected_lines_are_imported() {
    let scene = Scene::start().await;
    let application = &scene.application;
    let user = |members: &str| {
        format!(r#"{{"user": {{"password": "{PASSWORD}", {members}}}, "registration": {{}}}}"#)
    };
    // The comments are line numbers.
    let text = [
        user(r#""email": "ada@example.com""#),
        r#"{"user": {"email": "cut@exam"#.to_owned(), // 2
        r#"["user"]"#.to_owned(),                     // 3
        user(r#""email": {"hunter2": 1}"#),           // 4
        user(r#""email": "typo@example.com", "fristName": "Eve""#), // 5
        r#"{"registration": {"roles": ["admin"]}}"#.to_owned(), // 6
        r#"{"user": {"email": "x@example.com"}, "registration": {"roles": ["king"]}}"#.to_owned(),
        String::new(),
        user(r#""email": "bob@example.com""#),
    ];
    let file = scene.write("users.jsonl", text.join("\n"));
    let done = run(scene.import(&file)).await;
    assert_eq!(done.code, Some(1), "{}", done.stderr);
    assert_eq!(reported(&done.stdout), [2, 3, 4, 5, 6, 7].into(), "{}", done.stdout);
    for words in [
        "line 2: unreadable: is not JSON at column 28",
        "line 3: unreadable: is not a JSON object",
        "line 4: unreadable: user.email has the wrong type",
        "line 5: unreadable: user.fristName is unknown",
        "line 6: unreadable: has neither `user` nor `userId`",
        "line 7: validation: registration.roles is not acceptable ([invalid]registration.roles)",
    ] {
        assert!(done.stdout.contains(words), "{words}: {}", done.stdout);
    }
    assert!(![done.stdout, done.stderr].concat().contains("hunter2"));
    assert_eq!(scene.read("users.rejects.jsonl").lines().count(), 6);

    // Two corrected lines replace the lines of `users.rejects.jsonl`. The second line is for an existing user.
    let ada = scene.user("ada@example.com").await.unwrap();
    scene.client.delete_registration(&ada, application).await.unwrap();
    let mended = [
        user(r#""email": "cut@example.com""#),
        format!(r#"{{"userId": "{ada}", "registration": {{"roles": ["admin"]}}}}"#),
    ];
    let mended = scene.write("users.rejects.jsonl", mended.join("\n"));
    for _ in 0..2 {
        let again = run(scene.import(&mended)).await;
        assert_eq!(again.code, Some(0), "{}", again.stdout);
        std::fs::remove_file(scene.path("users.rejects.jsonl.journal")).unwrap();
    }
    assert_eq!(scene.user("ada@example.com").await, Some(ada));
    for email in ["bob@example.com", "cut@example.com"] {
        assert!(scene.user(email).await.is_some(), "{email}");
    }
    assert_eq!(run(scene.import(&file)).await.code, Some(1), "the rejected lines stay rejected");
}

#[tokio::test]
async fn corrected_lines_are_never_overwritten() {
    let scene = Scene::start().await;
    let file = scene.write("users.jsonl", "{\n");
    assert_eq!(run(scene.import(&file)).await.code, Some(1));
    // Simulates a killed import: the journal has neither the rejected line nor the SHA-256 of
    // `users.rejects.jsonl`.
    let journal = scene.read("users.jsonl.journal");
    scene.write("users.jsonl.journal", journal.lines().next().unwrap().to_owned() + "\n");
    let mended = scene.write("users.rejects.jsonl", "{\"mended\": 1}\n");
    let refused = run(scene.import(&file)).await;
    assert_eq!(refused.code, Some(2), "{}", refused.stdout);
    assert!(refused.stderr.contains("was changed: first import it"), "{}", refused.stderr);
    std::fs::remove_file(mended).unwrap();
    assert_eq!(run(scene.import(&file)).await.code, Some(1));
    assert_eq!(scene.read("users.rejects.jsonl"), "{\n");
}

#[tokio::test]
async fn no_line_is_imported_if_the_key_or_the_header_or_the_file_name_is_wrong() {
    let scene = Scene::start().await;
    let file = scene.write("users.csv", "user.email\nada@example.com\nbob@example.com\n");
    let mut wrong = scene.import(&file);
    wrong.env("FUSIONAUTH_API_KEY", "hunter2");
    let refused = run(wrong).await;
    assert_eq!(refused.code, Some(2), "{}", refused.stdout);
    assert!(refused.stdout.contains("0 imported, 0 rejected"), "{}", refused.stdout);
    assert!(refused.stdout.contains("stopped: create_and_register: a valid API key"));
    assert!(![refused.stdout, refused.stderr].concat().contains("hunter2"));
    assert_eq!(run(scene.import(&file)).await.code, Some(0));

    for (name, text, words) in [
        (
            "a.csv",
            "user.emial\nx\n",
            "the column `user.emial` is unknown; the known columns are userId, user.b",
        ),
        ("b.csv", "user.email,user.email\n", "the header has the column `user.email` twice"),
        ("c.csv", "\"user.email\n", "the header has a quote that is not closed"),
        (
            "d.csv",
            "user.email,user.data.plan,user.data.plan.name\n",
            "the header has the columns `user.data.plan` and `user.data.plan.name`",
        ),
        (
            "e.csv",
            "user.data.plan.name,user.data.plan\n",
            "the header has the columns `user.data.plan.name` and `user.data.plan`",
        ),
        ("f.csv", "", "the file is empty"),
        ("g.txt", "", "the file's name does not show the format"),
    ] {
        let ended = run(scene.import(&scene.write(name, text))).await;
        assert_eq!(ended.code, Some(2), "{name}");
        assert!(ended.stderr.contains(words), "{words}: {}", ended.stderr);
    }
}
