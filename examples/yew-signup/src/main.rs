//! The page on its own: `trunk serve` builds it and opens it in a browser.

fn main() {
    #[cfg(target_arch = "wasm32")]
    yew_signup::start();
}
