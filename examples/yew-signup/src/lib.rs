//! A page in Yew: sign up, open the mail, log in, see the account, log out.
//!
//! The tokens are in `localStorage`, so a reload does not end the session.
#![cfg(target_arch = "wasm32")]

mod app;
mod form;

pub use app::{App, Props};

/// Renders the page into the document. The document has the address of Fusio:
/// `<html data-api="https://api.example.com">`.
pub fn start() {
    let document = web_sys::window().and_then(|window| window.document());
    let html = document.and_then(|document| document.document_element());
    let api = html.and_then(|html| html.get_attribute("data-api")).unwrap_or_default();
    yew::Renderer::<App>::with_props(Props { api: api.into() }).render();
}
