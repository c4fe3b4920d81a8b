//! The events that the server has sent to webhooks, or would have sent.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ring::{Item, Ring};

/// An event for one webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// Counts the deliveries since the start or the last reset, from 0.
    pub number: u64,
    /// The id of the webhook.
    pub webhook_id: String,
    /// The webhook's address, without user and password. `***` replaces what looks like a secret.
    pub url: String,
    /// The type of the event.
    #[serde(rename = "type")]
    pub kind: String,
    /// The event: the member `event` of the body that was sent, or would have been sent.
    pub event: Value,
    /// The result of the delivery.
    pub outcome: Outcome,
    /// The status of the receiver's answer, if there is one.
    pub status: Option<u16>,
    /// When the event was sent, or would have been sent, in milliseconds since 1970 on the server's
    /// clock.
    pub at_ms: i64,
}

/// The result of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The receiver has answered with a status from 200 to 299.
    Accepted,
    /// The receiver has answered with another status.
    Refused,
    /// The receiver could not be reached, or gave no answer in time. Or nothing was sent: the event could
    /// not be signed, or no time was left, because all webhooks of one request together have a time limit.
    Unreachable,
    /// The address is not on this machine, so nothing was sent. The event counts as accepted.
    Undelivered,
}

/// The newest deliveries, oldest first.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Deliveries(Mutex<Ring<Delivery>>);

impl Deliveries {
    /// Adds a delivery, and gives it its number.
    pub(crate) fn add(&self, mut delivery: Delivery) {
        let mut ring = self.lock();
        delivery.number = ring.next();
        ring.push(delivery);
    }

    /// The deliveries with this number or a higher number, oldest first. If there is a `kind`, only the
    /// deliveries of events of this type.
    pub(crate) fn read(&self, kind: Option<&str>, since: u64) -> Vec<Delivery> {
        let asked = |delivery: &&Delivery| {
            delivery.number >= since && kind.is_none_or(|kind| delivery.kind == kind)
        };
        self.lock().iter().filter(asked).cloned().collect()
    }

    /// Forgets all deliveries; their numbers are not used again.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// Exchanges all deliveries with those of another list.
    pub(crate) fn swap(&self, other: &Self) {
        std::mem::swap(&mut *self.lock(), &mut *other.lock());
    }

    fn lock(&self) -> MutexGuard<'_, Ring<Delivery>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Item for Delivery {
    fn bytes(&self) -> usize {
        self.webhook_id.len() + self.url.len() + self.kind.len() + self.event.to_string().len()
    }
}

/// The warnings that were given already. Each warning is given once.
#[derive(Default)]
pub(crate) struct Warned(Mutex<BTreeSet<String>>);

impl Warned {
    /// How many warnings are remembered. After this number, there are no more warnings.
    const MOST: usize = 1_000;

    /// Remembers this warning. Returns whether to give it: only once, and not beyond `MOST`.
    pub(crate) fn first(&self, about: String) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.len() < Self::MOST && known.insert(about)
    }
}
