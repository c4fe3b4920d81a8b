//! The pages for people: the start page, the consent pages, and the mailbox, which may contain hostile
//! mails.

use reqwest::header::ACCEPT;
use serde_json::json;

use crate::support::{Answer, Bench};

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

async fn page(bench: &Bench, path: &str) -> Answer {
    Answer::of(bench.request("GET", path).header(ACCEPT, BROWSER)).await
}

/// Checks that the page is complete and allows no script.
#[track_caller]
fn is_page(answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{answer:?}");
    let policy = is_harmless(answer);
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
}

/// Checks that the page of a mail is complete and allows no script. The page may have any style.
#[track_caller]
fn is_mail_page(answer: &Answer) {
    assert_eq!(answer.status, 200, "{answer:?}");
    let policy = is_harmless(answer);
    let styled = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'";
    assert_eq!(policy, styled);
}

/// Checks that the page is complete and allows no script; returns its policy.
#[track_caller]
fn is_harmless(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("referrer-policy"), "same-origin");
    let policy = answer.header("content-security-policy").to_owned();
    assert!(!policy.contains("script"), "{policy}");
    assert!(!answer.body.contains("<script"), "{answer:?}");
    assert!(answer.body.contains("<h1>"), "{answer:?}");
    policy
}

#[tokio::test]
async fn a_browser_gets_a_start_page_and_an_api_client_gets_the_answer_of_fusio() {
    let bench = Bench::start().await;
    let start = page(&bench, "/").await;
    is_page(&start, 200);
    for link in [
        "/_test/mailbox",
        "/_test/requests",
        "/_test/webhooks",
        "/_test/users",
        "/_test/faults",
        "/_test/settings",
        "/_test/openapi.json",
        "/_test/provider/github/authorize?client_id",
    ] {
        assert!(start.body.contains(&format!("href=\"{link}")), "{link}: {start:?}");
    }
    for accept in ["application/json", "*/*"] {
        let answer = Answer::of(bench.request("GET", "/").header(ACCEPT, accept)).await;
        answer.refused(404, "Unknown location");
    }
    let answer = Answer::of(bench.request("POST", "/").header(ACCEPT, BROWSER)).await;
    answer.refused(404, "Unknown location");
}

#[tokio::test]
async fn the_start_page_links_to_consent_pages_that_work() {
    let bench = Bench::start().await;
    let start = page(&bench, "/").await.body;
    let links: Vec<&str> =
        start.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let providers = links.iter().filter(|link| link.contains("/provider/"));
    let mut count = 0;
    for link in providers {
        let answer = page(&bench, &link.replace("&amp;", "&")).await;
        is_page(&answer, 200);
        count += 1;
    }
    assert_eq!(count, 4, "{links:?}");
    bench.settings(json!({"provider": {"clients": []}})).await;
    assert!(!page(&bench, "/").await.body.contains("/provider/"));
}

#[tokio::test]
async fn the_consent_page_suggests_an_address_that_the_browser_accepts() {
    let bench = Bench::start().await;
    let start = page(&bench, "/").await.body;
    let link =
        start.split("href=\"").find(|rest| rest.starts_with("/_test/provider/openid/")).unwrap();
    let link = link.split('"').next().unwrap().replace("&amp;", "&");
    for (hint, address) in [
        ("ada", "ada@example.test"),
        ("ada@example.com", "ada@example.com"),
        ("ada%20lovelace", ""),
    ] {
        let consent = page(&bench, &format!("{link}&login_hint={hint}")).await.body;
        let field = format!("type=\"email\" value=\"{address}\"");
        assert!(consent.contains(&field), "{hint}: {consent}");
    }
}

#[tokio::test]
async fn an_empty_mailbox_explains_how_to_get_a_mail() {
    let bench = Bench::start().await;
    let mailbox = page(&bench, "/_test/mailbox").await;
    is_page(&mailbox, 200);
    assert!(
        mailbox.body.contains("No mail") && mailbox.body.contains("register a user"),
        "{mailbox:?}"
    );
}

#[tokio::test]
async fn the_mailbox_lists_the_newest_mail_first_and_filters_by_address() {
    let bench = Bench::start().await;
    for name in ["first", "second"] {
        bench.register(name).await.succeeded("Registration successful");
    }
    let all = page(&bench, "/_test/mailbox").await;
    is_page(&all, 200);
    let place = |text: &str| all.body.find(text).unwrap_or_else(|| panic!("no {text}: {all:?}"));
    assert!(place("to second@example.test") < place("to first@example.test"));
    assert!(place("href=\"/_test/mailbox/2\"") < place("href=\"/_test/mailbox/1\""));
    let one = page(&bench, "/_test/mailbox?to=first%40example.test").await;
    is_page(&one, 200);
    assert!(one.body.contains("1 mail to") && !one.body.contains("second@"), "{one:?}");
    let none = page(&bench, "/_test/mailbox?to=%22%3E%3Cscript%3E").await;
    is_page(&none, 200);
    assert!(none.body.contains("No mail to"), "{none:?}");
    let mail = &bench.outbox("second").await[0];
    assert_eq!(mail["id"], 2);
    let sent = mail["at_ms"].as_i64().unwrap();
    let time = jiff::Timestamp::from_millisecond(sent).unwrap().strftime("%F %T UTC").to_string();
    assert!(all.body.contains(&time), "{time}: {all:?}");
}

#[tokio::test]
async fn a_mail_is_shown_with_its_link() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    let mail = page(&bench, "/_test/mailbox/1").await;
    is_mail_page(&mail);
    let link = bench.mailed_link("baz").await;
    let anchor =
        format!("<a href=\"{link}\" target=\"_blank\" rel=\"noopener noreferrer\">{link}</a>");
    assert!(mail.body.contains(&anchor), "{mail:?}");
    for text in ["Fusio registration", "baz@example.test", "registration@127.0.0.1"] {
        assert!(mail.body.contains(text), "{text}: {mail:?}");
    }
}

#[tokio::test]
async fn the_text_of_a_mail_with_a_script_is_escaped_and_its_html_is_sandboxed() {
    let bench = Bench::with(json!({
        "mail_register_subject": "<script>subject</script>",
        "mail_register_body": "<script>body</script> javascript://x {apps_url}/a/{token}",
    }))
    .await;
    bench.register("baz").await.succeeded("Registration successful");
    let mail = page(&bench, "/_test/mailbox/1").await;
    is_mail_page(&mail);
    assert!(mail.body.contains("&lt;script&gt;body"), "{mail:?}");
    assert!(!mail.body.contains("href=\"javascript:"), "{mail:?}");
    is_page(&page(&bench, "/_test/mailbox").await, 200);
    let frame = "sandbox=\"allow-popups allow-popups-to-escape-sandbox\"";
    assert!(mail.body.contains(frame), "{mail:?}");

    let html = page(&bench, "/_test/mailbox/1/html").await;
    assert_eq!(html.status, 200);
    let escaped = html.body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let escaped = escaped.replace('"', "&quot;");
    assert!(mail.body.contains(&format!("srcdoc=\"{escaped}\" {frame}")), "{mail:?}");
    assert!(html.body.contains("<base target=\"_blank\">"), "{html:?}");
    assert!(
        html.body.ends_with(bench.outbox("baz").await[0]["html"].as_str().unwrap()),
        "{html:?}"
    );
    let policy = html.header("content-security-policy");
    assert!(policy.starts_with("sandbox allow-popups"), "{policy}");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    for forbidden in ["allow-scripts", "allow-same-origin", "allow-forms", "script-src"] {
        assert!(!policy.contains(forbidden), "{policy}");
    }
}

#[tokio::test]
async fn a_missing_mail_has_an_error_page() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    for path in ["2", "0", "x", "1e0", "18446744073709551616", "2/html", "%F0%9F%98%80", "%FF"] {
        is_page(&page(&bench, &format!("/_test/mailbox/{path}")).await, 404);
    }
    bench.send("POST", "/_test/reset", None, None).await;
    is_page(&page(&bench, "/_test/mailbox/1").await, 404);
}

#[tokio::test]
async fn a_mailbox_with_many_mails_lists_only_the_newest_and_says_so() {
    let bench = Bench::start().await;
    bench.register("baz").await.succeeded("Registration successful");
    let ask = json!({"email": "baz@example.test"});
    for _ in 0..200 {
        bench
            .post("/consumer/password_reset", ask.clone())
            .await
            .succeeded("Password reset email was send");
    }
    let mailbox = page(&bench, "/_test/mailbox").await;
    is_page(&mailbox, 200);
    assert_eq!(mailbox.body.matches("<li>").count(), 200);
    assert!(
        mailbox.body.contains("201 mails") && mailbox.body.contains("newest 200"),
        "{}",
        mailbox.body.len()
    );
}
