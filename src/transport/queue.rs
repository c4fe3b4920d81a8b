//! Runs blocking work in order: natively on a separate thread, in wasm immediately.

pub(crate) use target::Queue;

#[cfg(not(target_arch = "wasm32"))]
mod target {
    use std::{
        collections::VecDeque,
        io, mem,
        panic::{AssertUnwindSafe, catch_unwind},
        sync::{Arc, Mutex, MutexGuard, PoisonError},
        thread,
    };

    use tokio::sync::oneshot;

    type Job = Box<dyn FnOnce() + Send>;

    /// Does work in order, on a thread that ends when no work is left.
    ///
    /// It does not use a runtime's threads for blocking work. There may be no runtime, and a runtime
    /// cannot end while such a thread waits for a disk that hangs.
    #[derive(Clone, Default)]
    pub(crate) struct Queue(Arc<Mutex<Jobs>>);

    #[derive(Default)]
    struct Jobs {
        waiting: VecDeque<Job>,
        /// Whether the thread is running.
        busy: bool,
    }

    impl Queue {
        /// Does `work` on the thread and returns its result. The thread does the work even if the
        /// caller stops waiting.
        pub(crate) async fn run<T: Send + 'static>(
            &self,
            work: impl FnOnce() -> T + Send + 'static,
        ) -> io::Result<T> {
            let (answer, answered) = oneshot::channel();
            self.add(Box::new(move || drop(answer.send(work()))))?;
            answered.await.map_err(io::Error::other)
        }

        fn add(&self, job: Job) -> io::Result<()> {
            let mut jobs = self.jobs();
            jobs.waiting.push_back(job);
            if !mem::replace(&mut jobs.busy, true) {
                let queue = self.clone();
                let started =
                    thread::Builder::new().name("matricula".into()).spawn(move || queue.work());
                if let Err(error) = started {
                    *jobs = Jobs::default();
                    return Err(error);
                }
            }
            Ok(())
        }

        fn work(&self) {
            while let Some(job) = self.next() {
                // After a panic, the caller of the job gets an error, and the other jobs still run.
                drop(catch_unwind(AssertUnwindSafe(job)));
            }
        }

        fn next(&self) -> Option<Job> {
            let mut jobs = self.jobs();
            let next = jobs.waiting.pop_front();
            jobs.busy = next.is_some();
            next
        }

        fn jobs(&self) -> MutexGuard<'_, Jobs> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner)
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod target {
    use std::io;

    /// Does work immediately: wasm has one thread.
    #[derive(Clone, Default)]
    pub(crate) struct Queue(());

    impl Queue {
        /// Returns the result of `work`.
        pub(crate) async fn run<T>(&self, work: impl FnOnce() -> T) -> io::Result<T> {
            Ok(work())
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::{sync::mpsc, time::Duration};

    use futures_util::{FutureExt, future::join};

    use super::*;

    const BOUND: Duration = Duration::from_secs(20);

    #[tokio::test]
    async fn a_panic_does_not_stop_the_queue() {
        let queue = Queue::default();
        queue.run(|| panic!("work that panics")).await.unwrap_err();
        assert_eq!(queue.run(|| 7).await.unwrap(), 7);
    }

    #[tokio::test]
    async fn blocking_work_does_not_block_tasks() {
        let queue = Queue::default();
        let (sender, receiver) = mpsc::channel();
        let blocked = queue.run(move || receiver.recv_timeout(BOUND).unwrap());
        let (answer, ()) = join(blocked, async { sender.send(7).unwrap() }).await;
        assert_eq!(answer.unwrap(), 7);
    }

    #[tokio::test]
    async fn work_is_done_in_order_even_if_nobody_waits() {
        let queue = Queue::default();
        let (sender, receiver) = mpsc::channel();
        let (go, gone) = mpsc::channel::<()>();
        let first = sender.clone();
        let work = queue.run(move || {
            gone.recv_timeout(BOUND).unwrap();
            first.send(1).unwrap();
        });
        assert!(work.now_or_never().is_none());
        let second = queue.run(move || sender.send(2).unwrap());
        go.send(()).unwrap();
        second.await.unwrap();
        assert_eq!(receiver.iter().take(2).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(queue.run(|| 3).await.unwrap(), 3);
    }
}
