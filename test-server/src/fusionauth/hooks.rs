//! Tells webhooks about a change: before the change is stored, so that they can refuse it, and afterwards.
//!
//! Nothing is locked while a webhook is asked. First, the work of the operation is done in a transaction.
//! This shows whether the work can be done, and which events the work causes. If no webhook wants any of
//! these events, the work is stored. Otherwise, the transaction is undone, and the webhooks are asked. If
//! they agree, the work is done again and stored. So a webhook that reads from this server while it is
//! asked gets its answer at once, and does not see the change yet.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::Value;

use super::call::Call;
use super::errors::Refusal;
use super::event::Event;
use super::members::{is_set, text_of};
use super::reply::Reply;
use super::{deliver, tenant, webhook};
use crate::db::{self, Reader, Writer};
use crate::state::State;

/// The time for all webhooks of one request together. A webhook that has not answered in this time
/// counts as unreachable.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why a transaction was undone.
enum Undone {
    Refused(Refusal),
    /// Webhooks have to be asked first.
    Unasked(Vec<Question>),
}

impl From<db::Error> for Undone {
    fn from(error: db::Error) -> Self {
        Self::Refused(error.into())
    }
}

/// Does the work in a transaction, if the webhooks for the events of this work agree. The work may be
/// done twice. `turn` is the user's turn if the calling function has taken a turn, otherwise `()` (see
/// `src/turns.rs`). The turn is given back before a webhook is asked.
pub(super) async fn write(
    call: &Call,
    turn: impl Send,
    work: impl Fn(&Writer) -> Result<Reply, Refusal>,
) -> Result<Reply, Refusal> {
    let first = call.state.db.write(|db| {
        let done = work(db).map_err(Undone::Refused)?;
        let questions = questions(&call.state, db, done.events()).map_err(Undone::Refused)?;
        if questions.is_empty() { Ok(done) } else { Err(Undone::Unasked(questions)) }
    });
    let questions = match first {
        Ok(done) => return Ok(done),
        Err(Undone::Refused(refusal)) => return Err(refusal),
        Err(Undone::Unasked(questions)) => questions,
    };
    drop(turn);
    let deadline = call.once.deadline(PATIENCE);
    for question in questions {
        if !question.ask(&call.state, deadline).await {
            return Err(Refusal::general_with(
                StatusCode::GATEWAY_TIMEOUT,
                "[WebhookTransactionException]",
                "One or more webhooks returned an invalid response or were unreachable. Based on your transaction configuration, your action cannot be completed.",
            ));
        }
    }
    call.state.db.write(work)
}

/// Tells the webhooks that the changes are stored now.
pub(super) async fn complete(call: &Call, events: &[Event]) {
    let state = &call.state;
    for event in events {
        let Some(name) = event.kind.complete() else { continue };
        // The change is stored, so an error here must not become the answer. The error is in the log.
        if let Ok(Some(question)) = state.db.read(|db| Question::new(state, db, event, name)) {
            question.ask(state, call.once.deadline(PATIENCE)).await;
        }
    }
}

fn questions(state: &State, db: &Reader, events: &[Event]) -> Result<Vec<Question>, Refusal> {
    let mut questions = Vec::new();
    for event in events {
        questions.extend(Question::new(state, db, event, event.kind.name())?);
    }
    Ok(questions)
}

/// An event, and the webhooks that get it.
struct Question {
    event: Value,
    webhooks: Vec<Value>,
    rule: String,
}

impl Question {
    fn new(state: &State, db: &Reader, event: &Event, name: &str) -> Result<Option<Self>, Refusal> {
        let Some(tenant) = tenant::find(db, &event.tenant)? else { return Ok(None) };
        let events = tenant.get("eventConfiguration").and_then(|events| events.get("events"));
        let setting = events.and_then(|events| events.get(name)).unwrap_or(&Value::Null);
        if !is_set(setting, "/enabled") {
            return Ok(None);
        }
        let webhooks = webhook::subscribed(db, &event.tenant, name)?;
        let rule = text_of(setting, "transactionType").to_owned();
        let event = event.body(state, name);
        Ok((!webhooks.is_empty()).then_some(Self { event, webhooks, rule }))
    }

    /// Sends the event to all webhooks. Returns whether enough webhooks have accepted the event.
    async fn ask(&self, state: &State, deadline: Duration) -> bool {
        let mut accepted = 0;
        for webhook in &self.webhooks {
            accepted += usize::from(deliver::send(state, webhook, &self.event, deadline).await);
        }
        agrees(&self.rule, accepted, self.webhooks.len())
    }
}

/// Whether a change may be made if `accepted` of `all` webhooks have accepted the event.
fn agrees(rule: &str, accepted: usize, all: usize) -> bool {
    match rule {
        "Any" => accepted >= 1,
        // Exactly half is enough.
        "SimpleMajority" => accepted * 2 >= all,
        "SuperMajority" => accepted * 3 >= all * 2,
        "AbsoluteMajority" => accepted == all,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fusionauth::event_types::TRANSACTION_TYPES;

    #[test]
    fn each_rule_has_a_minimum_of_webhooks_that_must_accept() {
        let least =
            |rule: &str, all: usize| (0..=all).find(|accepted| agrees(rule, *accepted, all));
        let found: Vec<_> = TRANSACTION_TYPES
            .iter()
            .map(|rule| [1, 2, 3, 4, 6].map(|all| least(rule, all).unwrap()))
            .collect();
        assert_eq!(
            found,
            [[0, 0, 0, 0, 0], [1, 1, 1, 1, 1], [1, 1, 2, 2, 3], [1, 2, 2, 3, 4], [1, 2, 3, 4, 6]]
        );
    }
}
