//! Work that blocks: done one piece after the other, beside the tasks that wait for it.

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

    /// Does work in the order in which it is given, in a thread that ends when there is none left.
    ///
    /// Not in the runtime's threads for such work: there may be no runtime, and one does not end
    /// before they do, whatever a disk makes them wait for.
    #[derive(Clone, Default)]
    pub(crate) struct Queue(Arc<Mutex<Jobs>>);

    #[derive(Default)]
    struct Jobs {
        waiting: VecDeque<Job>,
        /// Whether there is a thread.
        busy: bool,
    }

    impl Queue {
        /// What `work` gives. It is done even if nobody waits for it any more.
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
                // Who waits for one that panics is told; the others are still to be done.
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

    /// There is one thread.
    #[derive(Clone, Default)]
    pub(crate) struct Queue(());

    impl Queue {
        /// What `work` gives.
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
    async fn work_that_panics_keeps_no_other_from_being_done() {
        let queue = Queue::default();
        queue.run(|| panic!("work that panics")).await.unwrap_err();
        assert_eq!(queue.run(|| 7).await.unwrap(), 7);
    }

    #[tokio::test]
    async fn work_that_blocks_holds_up_no_task() {
        let queue = Queue::default();
        let (sender, receiver) = mpsc::channel();
        let blocked = queue.run(move || receiver.recv_timeout(BOUND).unwrap());
        let (answer, ()) = join(blocked, async { sender.send(7).unwrap() }).await;
        assert_eq!(answer.unwrap(), 7);
    }

    #[tokio::test]
    async fn work_is_done_in_its_order_though_nobody_waits() {
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
