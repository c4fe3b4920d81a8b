//! The steps of a user on the page, in a browser, with a running test server.
//!
//! At compile time, the environment variable `MATRICULA_TEST_SERVER` must have the server's address. The README says
//! how to run the tests.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed unwrap fails the test")]

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, window};
use yew_signup::{App, Props};

wasm_bindgen_test_configure!(run_in_browser);

const SERVER: &str = env!("MATRICULA_TEST_SERVER");

#[wasm_bindgen(inline_js = "
    export const text = async (url) => (await fetch(url)).text();
    export const soon = () => new Promise((done) => setTimeout(done, 10));
    export const type = (root, name, value) => { root.querySelector(`input[name=${name}]`).value = value };
    export const click = (root, words) =>
        [...root.querySelectorAll('button')].find((one) => one.textContent === words).click();
    export const store = (key, value) => localStorage.setItem(key, value);
    export const unique = () => 'u' + crypto.randomUUID().slice(0, 23);
")]
extern "C" {
    async fn text(url: &str) -> JsValue;
    async fn soon();
    #[wasm_bindgen(js_name = type)]
    fn enter(root: &Element, name: &str, value: &str);
    fn click(root: &Element, words: &str);
    fn store(key: &str, value: &str);
    fn unique() -> String;
}

/// Each call renders a new copy of the page, as a reload does.
fn page() -> Element {
    let document = window().unwrap().document().unwrap();
    let root = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&root).unwrap();
    let props = Props { api: SERVER.into() };
    yew::Renderer::<App>::with_root_and_props(root.clone(), props).render();
    root
}

async fn shows(root: &Element, words: &str) {
    for _ in 0..3_000 {
        if root.text_content().unwrap_or_default().contains(words) {
            return;
        }
        soon().await;
    }
    panic!("no \u{201c}{words}\u{201d} in {}", root.inner_html());
}

/// The token in the link of the mail.
async fn mailed(email: &str) -> String {
    let mails = text(&format!("{SERVER}/_test/outbox?to={email}")).await.as_string().unwrap();
    let mails: serde_json::Value = serde_json::from_str(&mails).unwrap();
    let link = mails.pointer("/0/links/0").and_then(|link| link.as_str()).unwrap();
    link.rsplit('/').next().unwrap().to_owned()
}

#[wasm_bindgen_test]
async fn a_user_signs_up_activates_logs_in_reloads_and_logs_out() {
    let name = unique();
    let email = format!("{name}@example.com");
    let root = page();
    shows(&root, "Sign up").await;
    enter(&root, "name", &name);
    enter(&root, "email", &email);
    enter(&root, "password", "foobar!123");
    click(&root, "Sign up");
    shows(&root, "Check your e-mail").await;

    let window = window().unwrap();
    // The page of the test runner has settings after the `#`.
    let href = window.location().href().unwrap();
    let address = href.split('#').next().unwrap();
    let token = mailed(&email).await;
    let link = format!("{address}#/developer/register/activate/{token}");
    let history = window.history().unwrap();
    history.replace_state_with_url(&JsValue::NULL, "", Some(&link)).unwrap();
    let root = page();
    shows(&root, "Your account is active.").await;
    assert_eq!(window.location().href().unwrap(), address);

    enter(&root, "name", &name);
    enter(&root, "password", "wrong!wrong1");
    click(&root, "Log in");
    shows(&root, "Invalid name or password").await;
    enter(&root, "password", "foobar!123");
    click(&root, "Log in");
    shows(&root, &format!("Hello, {name}")).await;

    let root = page();
    shows(&root, &email).await;
    click(&root, "Log out");
    shows(&root, "You are logged out.").await;
    shows(&page(), "I have an account").await;
}

#[wasm_bindgen_test]
async fn an_error_is_shown_at_its_field() {
    let root = page();
    shows(&root, "Sign up").await;
    enter(&root, "name", &unique());
    enter(&root, "email", "a@example.com");
    enter(&root, "password", "short");
    click(&root, "Sign up");
    let at = |selector| root.query_selector(selector).unwrap().unwrap();
    shows(&at("#password-error"), "at least").await;
    assert_eq!(at("[name=password]").get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(at("[name=name]").get_attribute("aria-invalid").as_deref(), Some("false"));
}

#[wasm_bindgen_test]
async fn if_the_server_has_ended_the_session_the_page_shows_the_login() {
    let ended = r#"{"accessToken":"ended","refreshToken":"ended","expiresAt":1}"#;
    store(&format!("matricula:{SERVER}"), ended);
    shows(&page(), "Please log in again.").await;
}
