//! Stops the import after Ctrl-C (on Unix, also after SIGTERM), or when the import itself decides to
//! stop.

use std::time::Duration;

use tokio::sync::watch;

/// Whether the import must stop. A second signal ends the program at once.
#[derive(Clone)]
pub(super) struct Stop(watch::Sender<bool>);

impl Stop {
    /// Listens for signals from now on.
    pub(super) fn new() -> std::io::Result<Self> {
        let stop = Self(watch::Sender::new(false));
        let listener = stop.clone();
        let mut signals = Signals::new()?;
        tokio::spawn(async move {
            signals.next().await;
            eprintln!("stopping after the current requests (a second Ctrl-C stops at once)");
            listener.now();
            signals.next().await;
            std::process::exit(super::INTERRUPTED.into());
        });
        Ok(stop)
    }

    pub(super) fn now(&self) {
        self.0.send_replace(true);
    }

    pub(super) fn is_now(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until the import must stop.
    pub(super) async fn wished(&self) {
        // `self` keeps the sender alive, so this never fails.
        self.0.subscribe().wait_for(|stop| *stop).await.map(drop).ok();
    }

    /// Sleeps; returns false if the import must stop before the time is over.
    pub(super) async fn sleeps(&self, time: Duration) -> bool {
        tokio::time::timeout(time, self.wished()).await.is_err()
    }
}

#[cfg(unix)]
struct Signals(tokio::signal::unix::Signal, tokio::signal::unix::Signal);

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self(signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?))
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.0.recv() => {}
            _ = self.1.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        tokio::signal::ctrl_c().await.ok();
    }
}
