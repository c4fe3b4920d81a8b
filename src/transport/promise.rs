//! Runs futures in JavaScript's event loop, and waits for promises.
//!
//! One callback serves all waits. When a promise settles, the task that waits for it runs immediately.
//! `wasm-bindgen-futures` makes two callbacks for each wait and queues the woken tasks. With it, the npm package would
//! be 400 bytes larger, and a call would take a fifth longer.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::maybe_send::BoxFuture;

#[wasm_bindgen(module = "/src/transport/platform.js")]
extern "C" {
    fn listen(promise: &Promise, wait: u32, settle: &Settle);
}

type Settle = Closure<dyn Fn(u32, bool, JsValue)>;
type Work = BoxFuture<'static, ()>;

enum Progress {
    Pending(Waker),
    Settled(Result<JsValue, JsValue>),
}

thread_local! {
    static SETTLE: Settle = Closure::new(settle);
    static NEXT: Cell<u32> = const { Cell::new(1) };
    /// The waits whose results are not taken yet, with the number of each.
    static WAITS: RefCell<Vec<(u32, Progress)>> = const { RefCell::new(Vec::new()) };
    /// The unfinished tasks, with the number of each.
    static TASKS: RefCell<Vec<(u32, Work)>> = const { RefCell::new(Vec::new()) };
    /// The numbers of the tasks to run next.
    static WOKEN: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
    /// Whether `settle` is running the woken tasks.
    static RUNNING: Cell<bool> = const { Cell::new(false) };
}

fn next() -> u32 {
    let number = NEXT.get();
    NEXT.set(number.checked_add(1).unwrap_or(1));
    number
}

/// Removes the first fitting item of a list, and returns it.
fn take<T>(list: &RefCell<Vec<T>>, fits: impl Fn(&T) -> bool) -> Option<T> {
    let mut list = list.borrow_mut();
    let at = list.iter().position(fits)?;
    Some(list.remove(at))
}

/// Starts `work` immediately.
#[cfg(js)]
pub(crate) fn start(work: Work) {
    run(next(), work);
}

/// Runs `work` in the background.
pub(crate) fn spawn(work: Work) {
    let number = next();
    TASKS.with_borrow_mut(|tasks| tasks.push((number, work)));
    wake(number);
}

/// Starts or continues a task. If the task does not finish, keeps it for later.
fn run(number: u32, mut work: Work) {
    let waker = Arc::new(WakeTask(number)).into();
    if work.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
        TASKS.with_borrow_mut(|tasks| tasks.push((number, work)));
    }
}

struct WakeTask(u32);

impl Wake for WakeTask {
    fn wake(self: Arc<Self>) {
        wake(self.0);
    }
}

/// Lets the task with this number run soon.
fn wake(number: u32) {
    WOKEN.with_borrow_mut(|woken| woken.push(number));
    if !RUNNING.get() {
        SETTLE.with(|settle| listen(&Promise::resolve(&JsValue::UNDEFINED), 0, settle));
    }
}

/// Runs the task whose wait has the number `wait`, and all other woken tasks. The function [`wake`] passes 0: no wait
/// has this number.
fn settle(wait: u32, fulfilled: bool, value: JsValue) {
    let result = if fulfilled { Ok(value) } else { Err(value) };
    RUNNING.set(true);
    if let Some((_, Progress::Pending(waker))) = WAITS.with(|waits| take(waits, |it| it.0 == wait))
    {
        WAITS.with_borrow_mut(|waits| waits.push((wait, Progress::Settled(result))));
        waker.wake();
    }
    while let Some(number) = WOKEN.with(|woken| take(woken, |_| true)) {
        if let Some((_, work)) = TASKS.with(|tasks| take(tasks, |it| it.0 == number)) {
            run(number, work);
        }
    }
    RUNNING.set(false);
}

/// Waits for a promise.
pub(crate) fn wait(promise: &Promise) -> Wait {
    let number = next();
    WAITS.with_borrow_mut(|waits| waits.push((number, Progress::Pending(Waker::noop().clone()))));
    SETTLE.with(|settle| listen(promise, number, settle));
    Wait(number)
}

/// The wait for one promise. It gives the promise's value, or the reason of the rejection.
pub(crate) struct Wait(u32);

impl Wait {
    fn take(&self) -> Option<(u32, Progress)> {
        WAITS.with(|waits| take(waits, |it| it.0 == self.0))
    }
}

impl Future for Wait {
    type Output = Result<JsValue, JsValue>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some((_, Progress::Settled(result))) = self.take() {
            return Poll::Ready(result);
        }
        let progress = Progress::Pending(context.waker().clone());
        WAITS.with_borrow_mut(|waits| waits.push((self.0, progress)));
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        drop(self.take());
    }
}
