//! The page as a program: `trunk serve` builds and serves it.

fn main() {
    #[cfg(target_arch = "wasm32")]
    yew_signup::start();
}
