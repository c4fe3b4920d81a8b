//! Imports the users of another system: all users of a request, or none. Nobody gets a mail.

use axum::http::Method;
use serde_json::Value;

use crate::db::{Reader, Writer};
use crate::fusionauth::answers::{empty, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::imported_user::{self, Imported};
use crate::fusionauth::new_password::NewPassword;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::shapes;
use crate::openapi::schema::{boolean, integer, list, optional, text};

pub(super) const OPERATION: Operation = Operation {
    name: "importUsers",
    routes: &[Route::key(Method::POST, "/api/user/import")],
    summary: "Import users of another system",
    describe: |_, _, about| {
        let body = optional([
            ("encryptionScheme", text()),
            ("factor", integer()),
            ("users", list(&shapes::imported_user())),
            ("validateDbConstraints", boolean()),
        ]);
        empty(json_body(about, body))
    },
    run: Run::Wait(|call| Box::pin(import(call))),
};

/// How many plain passwords a request may have at most. The hash of one password takes up to 30 ms, and a
/// request may take 60 s.
const MOST_PLAIN: usize = 1_000;

async fn import(call: &Call) -> Result<Reply, Refusal> {
    let mut hashes = Vec::new();
    for user in call.state.db.read(|db| read(call, db))? {
        hashes.push(match user.password {
            Some(password) => Some(password.stored(call).await?),
            None => None,
        });
    }
    call.state.db.write(|db| write(call, db, hashes))
}

/// The users of the request.
fn sent(call: &Call) -> Result<&[Value], Refusal> {
    match call.body.get("users") {
        Some(Value::Array(users)) if !users.is_empty() => Ok(users),
        Some(Value::Array(_) | Value::Null) | None => {
            let mut errors = Errors::default();
            errors.missing("users");
            Err(errors.into())
        }
        Some(_) => Err(crate::fusionauth::members::wrong_type("users", "a list is expected")),
    }
}

fn read(call: &Call, db: &Reader) -> Result<Vec<Imported>, Refusal> {
    let (mut errors, mut users) = (Errors::default(), Vec::new());
    imported_user::check_scheme(call, &mut errors);
    for (position, user) in sent(call)?.iter().enumerate() {
        users.extend(imported_user::read(call, db, position, user, &mut errors)?);
    }
    let is_plain = |user: &&Imported| matches!(user.password, Some(NewPassword::Plain(_)));
    if users.iter().filter(is_plain).count() > MOST_PLAIN {
        let message = format!("The [users] property has more than [{MOST_PLAIN}] plain passwords.");
        errors.field("users", "tooMany", message);
    }
    errors.check()?;
    Ok(users)
}

/// Checks the users again, and stores each user right after the check. So each check also sees the earlier
/// users of the request, and two users of one request cannot have the same e-mail address.
fn write(call: &Call, db: &Writer, hashes: Vec<Option<String>>) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    for ((position, user), hash) in sent(call)?.iter().enumerate().zip(hashes) {
        if let Some(user) = imported_user::read(call, db, position, user, &mut errors)? {
            user.save(db, hash)?;
        }
    }
    errors.check()?;
    Ok(Reply::empty())
}
