//! Ids that open something once: verification, password changes, one-time passwords.

use sqlx::Row as _;

use super::call::Call;
use super::errors::Refusal;
use crate::db::{Pool, Row};
use crate::state::State;
use crate::token;

/// What a ticket opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Registration,
    Email,
    /// A password change, asked for by the user or by the server.
    Password,
    /// A password change that also confirms the address the mail went to.
    SetPassword,
    /// What a login takes in place of name and password.
    OneTimePassword,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Email => "email",
            Self::Password => "password",
            Self::SetPassword => "set_password",
            Self::OneTimePassword => "one_time_password",
        }
    }

    /// Open verifications are shown to whoever has a key; all else is kept as a hash only.
    fn is_shown(self) -> bool {
        matches!(self, Self::Registration | Self::Email)
    }
}

/// An open ticket.
pub(super) struct Ticket {
    hash: String,
    pub(super) user: String,
    pub(super) application: Option<String>,
    /// The id itself, where it may be shown.
    pub(super) shown: Option<String>,
    pub(super) code: Option<String>,
    pub(super) state: Option<String>,
}

impl<'r> sqlx::FromRow<'r, Row> for Ticket {
    fn from_row(row: &'r Row) -> Result<Self, sqlx::Error> {
        Ok(Self {
            hash: row.try_get("hash")?,
            user: row.try_get("user_id")?,
            application: row.try_get("application_id")?,
            shown: row.try_get("shown")?,
            code: row.try_get("code")?,
            state: row.try_get("state")?,
        })
    }
}

/// A ticket to be made.
pub(super) struct New<'a> {
    pub(super) kind: Kind,
    pub(super) user: &'a str,
    pub(super) application: Option<&'a str>,
    pub(super) with_code: bool,
    pub(super) state: Option<&'a str>,
    pub(super) seconds: i64,
}

/// What was made: the id, and the code if there is one.
pub(super) struct Made {
    pub(super) id: String,
    pub(super) code: Option<String>,
}

/// Makes a ticket; earlier ones for the same end.
pub(super) async fn make(state: &State, new: New<'_>) -> Result<Made, Refusal> {
    let id = token::random_code(32)?;
    let code = new.with_code.then(|| token::random_hex(3)).transpose()?;
    let code = code.map(|code| code.to_uppercase());
    let mut transaction = state.db.begin().await?;
    let query = "DELETE FROM fusionauth_ticket WHERE kind = $1 AND user_id = $2 \
                 AND COALESCE(application_id, '') = $3";
    sqlx::query(query)
        .bind(new.kind.as_str())
        .bind(new.user)
        .bind(new.application.unwrap_or_default())
        .execute(&mut *transaction)
        .await?;
    sqlx::query(
        "INSERT INTO fusionauth_ticket \
         (hash, kind, user_id, application_id, shown, code, state, expires) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(token::stored(&id))
    .bind(new.kind.as_str())
    .bind(new.user)
    .bind(new.application)
    .bind(new.kind.is_shown().then_some(&id))
    .bind(&code)
    .bind(new.state)
    .bind(state.clock.now_ms().saturating_add(new.seconds.saturating_mul(1_000)))
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(Made { id, code })
}

/// An open ticket by its id.
pub(super) async fn find(state: &State, kind: Kind, id: &str) -> Result<Option<Ticket>, Refusal> {
    let query = "SELECT * FROM fusionauth_ticket WHERE hash = $1 AND kind = $2 AND expires > $3";
    let query = sqlx::query_as(query).bind(token::stored(id)).bind(kind.as_str());
    Ok(query.bind(state.clock.now_ms()).fetch_optional(&state.db).await?)
}

/// The open tickets of a user.
pub(super) async fn open(state: &State, kind: Kind, user: &str) -> Result<Vec<Ticket>, Refusal> {
    let query = "SELECT * FROM fusionauth_ticket WHERE user_id = $1 AND kind = $2 AND expires > $3";
    let query = sqlx::query_as(query).bind(user).bind(kind.as_str());
    Ok(query.bind(state.clock.now_ms()).fetch_all(&state.db).await?)
}

/// Uses a ticket up; of two requests only one gets `true`.
pub(super) async fn take(db: &Pool, ticket: &Ticket) -> Result<bool, Refusal> {
    let query = sqlx::query("DELETE FROM fusionauth_ticket WHERE hash = $1");
    Ok(query.bind(&ticket.hash).execute(db).await?.rows_affected() > 0)
}

/// Ends all tickets of one kind, of a user and perhaps one application.
pub(super) async fn end(
    db: &Pool,
    kind: Kind,
    user: &str,
    application: Option<&str>,
) -> Result<(), Refusal> {
    let query = "DELETE FROM fusionauth_ticket WHERE kind = $1 AND user_id = $2 \
                 AND ($3 IS NULL OR application_id = $3)";
    sqlx::query(query).bind(kind.as_str()).bind(user).bind(application).execute(db).await?;
    Ok(())
}

/// A ticket with a code needs it: missing is 400, wrong is 404.
pub(super) fn check_code(call: &Call, code: Option<&str>) -> Result<(), Refusal> {
    let Some(code) = code else { return Ok(()) };
    let sent = match call.text("oneTimeCode")? {
        Some(sent) => Some(sent),
        None => call.text("verificationOneTimeCode")?,
    };
    let Some(sent) = sent else {
        let message = "You must specify the [oneTimeCode] property.";
        return Err(Refusal::field("oneTimeCode", "missing", message));
    };
    match sent.trim().eq_ignore_ascii_case(code) {
        true => Ok(()),
        false => Err(Refusal::not_found()),
    }
}
