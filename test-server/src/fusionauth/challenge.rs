//! Logins that wait for a second factor: when a login needs it, and which codes complete the login.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::call::Call;
use super::errors::Refusal;
use super::login_id::LoginKind;
use super::members::{is_set, number_at, set_member, text_of};
use super::reply::Reply;
use super::second_factor::Hidden;
use super::store::User;
use super::tickets::{Kind, New, Ticket};
use super::{attempts, second_factor, tickets, trust};
use crate::db::{Reader, Writer};
use crate::state::State;
use crate::token;

/// The data in the ticket of a login that waits for a second factor.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Waiting {
    /// How the user has proved the first factor.
    pub(super) kind: String,
    /// The kind of login id with which the user has logged in.
    pub(super) login: Option<LoginKind>,
    /// Whether the password breaks a rule and must be changed after the second factor.
    pub(super) weak: bool,
    pub(super) state: Option<Value>,
    /// Whether the login gives no refresh token.
    #[serde(default)]
    pub(super) without_refresh: bool,
    /// The hash of the challenge that the change of the password must repeat.
    pub(super) challenge: Option<String>,
    pub(super) code: Option<Sent>,
}

/// A code that was sent to a method (a second factor), or that an answer contained. A new code ends the
/// earlier code.
#[derive(Serialize, Deserialize)]
pub(super) struct Sent {
    hash: String,
    /// When the code expires, in milliseconds since 1970.
    until: i64,
    /// The id of the method, if the code was sent to one of the user's methods.
    pub(super) method: Option<String>,
    /// If the code was sent to a method that the user adds: the type of the method, and the address or the
    /// number.
    pub(super) added: Option<(String, String)>,
}

/// Where a right code comes from.
pub(super) enum Right {
    /// A code of the method with this id.
    Method(String),
    /// A code that an answer contained, and that was not sent to a method.
    Answered,
    Recovery,
}

/// The policy of the application for second factors, or else the policy of the tenant.
fn policy<'a>(tenant: &'a Value, app: Option<&'a Value>) -> &'a str {
    let own = |doc: &'a Value| doc.pointer("/multiFactorConfiguration/loginPolicy")?.as_str();
    app.and_then(own).or_else(|| own(tenant)).unwrap_or("Enabled")
}

/// Whether a login of this user from a device that is not trusted needs a second factor. This server
/// computes no risk, so `ChallengeOnMediumRisk` and `ChallengeOnHighRisk` work like `Enabled`.
pub(super) fn is_needed(tenant: &Value, app: Option<&Value>, user: &User) -> bool {
    match policy(tenant, app) {
        "Disabled" => false,
        "Required" => true,
        _ => !eligible(tenant, user).is_empty(),
    }
}

/// The methods of the user whose types the tenant allows. A login asks only for codes of these methods.
fn eligible(tenant: &Value, user: &User) -> Vec<Value> {
    let mut methods = second_factor::methods(user);
    methods.retain(|method| is_enabled(tenant, text_of(method, "method")));
    methods
}

/// Whether the tenant allows methods of this type.
pub(super) fn is_enabled(tenant: &Value, kind: &str) -> bool {
    let enabled = tenant.pointer("/multiFactorConfiguration/authenticator/enabled");
    let implied = kind == "authenticator" && enabled.is_none();
    implied || is_set(tenant, &format!("/multiFactorConfiguration/{kind}/enabled"))
}

/// The answer that asks for a second factor. `None` if the login needs no second factor, or comes from a
/// trusted device.
pub(super) fn ask(
    call: &Call,
    db: &Writer,
    user: &User,
    tenant: &Value,
    app: Option<&Value>,
    waiting: &Waiting,
) -> Result<Option<Reply>, Refusal> {
    if !is_needed(tenant, app, user) {
        return Ok(None);
    }
    // The cookie may be of another user of the same browser.
    for id in [call.cookie(trust::COOKIE), call.text("twoFactorTrustId")?].into_iter().flatten() {
        let ticket = trust::find(&call.state, db, user, id)?;
        if ticket.is_some_and(|ticket| trust::counts(&ticket, app)) {
            return Ok(None);
        }
    }
    let methods = eligible(tenant, user);
    let application = app.map(|app| text_of(app, "id"));
    let id = open(&call.state, db, user, tenant, application, waiting)?;
    let mut body = json!({"methods": methods, "twoFactorId": id});
    if methods.is_empty() {
        let kinds = ["authenticator", "email", "sms"].into_iter();
        let kinds: Vec<&str> = kinds.filter(|kind| is_enabled(tenant, kind)).collect();
        set_member(&mut body, "configurableMethods", kinds);
    }
    Ok(Some(Reply::json(body).with_status(242)))
}

/// Stores a login that waits for a second factor. Returns the id of the login.
fn open(
    state: &State,
    db: &Writer,
    user: &User,
    tenant: &Value,
    application: Option<&str>,
    waiting: &Waiting,
) -> Result<String, Refusal> {
    let waiting = serde_json::to_string(waiting)?;
    let ttl = "/externalIdentifierConfiguration/twoFactorIdTimeToLiveInSeconds";
    let new = New {
        kind: Kind::TwoFactor,
        user: &user.id,
        application,
        with_code: false,
        state: Some(&waiting),
        seconds: number_at(tenant, ttl, 300),
    };
    Ok(tickets::make(state, db, &new)?.id)
}

/// Stores a check of the second factor that an application has started. `code` completes this check.
/// Returns the id of the check.
pub(super) fn start(
    state: &State,
    db: &Writer,
    user: &User,
    tenant: &Value,
    application: Option<&str>,
    mut waiting: Waiting,
    code: &str,
) -> Result<String, Refusal> {
    waiting.code = Some(Sent::new(state, tenant, code));
    open(state, db, user, tenant, application, &waiting)
}

/// A waiting login by its id.
pub(super) fn find(
    call: &Call,
    db: &Reader,
    id: &str,
) -> Result<Option<(Ticket, Waiting)>, Refusal> {
    let Some(ticket) = tickets::find(&call.state, db, Kind::TwoFactor, id)? else {
        return Ok(None);
    };
    let waiting = serde_json::from_str(ticket.state.as_deref().unwrap_or("{}"))?;
    Ok(Some((ticket, waiting)))
}

impl Sent {
    /// A code that is valid from now on.
    pub(super) fn new(state: &State, tenant: &Value, code: &str) -> Self {
        let ttl = "/externalIdentifierConfiguration/twoFactorOneTimeCodeIdTimeToLiveInSeconds";
        let life = number_at(tenant, ttl, 60).saturating_mul(1_000);
        let until = state.clock.now_ms().saturating_add(life);
        Self { hash: token::stored(code.trim()), until, method: None, added: None }
    }

    /// Whether `code` is this code, and this code has not expired.
    pub(super) fn is(&self, state: &State, code: &str) -> bool {
        self.hash == token::stored(code.trim()) && state.clock.now_ms() < self.until
    }

    /// Whether the code was sent to this method of the user.
    pub(super) fn was_for(&self, method: &str) -> bool {
        self.method.as_deref() == Some(method)
    }
}

impl Waiting {
    /// Where the code comes from; `None` if the code is wrong.
    pub(super) fn right(
        &self,
        state: &State,
        db: &Reader,
        user: &User,
        code: &str,
    ) -> Result<Option<Right>, Refusal> {
        if let Some(sent) = self.code.as_ref().filter(|sent| sent.is(state, code)) {
            return Ok(Some(sent.method.clone().map_or(Right::Answered, Right::Method)));
        }
        let hidden = Hidden::of(db, &user.id)?;
        let method = hidden.authenticator(code, state.clock.now(), None).map(str::to_owned);
        let recovery = || hidden.recovers(code).then_some(Right::Recovery);
        Ok(method.map(Right::Method).or_else(recovery))
    }

    /// Stores `code` as a code that completes the login, and ends the earlier code. The codes of
    /// authenticator apps and the recovery codes also complete the login.
    pub(super) fn accept(
        mut self,
        state: &State,
        db: &Writer,
        ticket: &Ticket,
        tenant: &Value,
        code: &str,
        method: Option<&str>,
    ) -> Result<(), Refusal> {
        let method = method.map(str::to_owned);
        self.code = Some(Sent { method, ..Sent::new(state, tenant, code) });
        tickets::change_state(db, ticket, &serde_json::to_string(&self)?)
    }
}

/// Counts a wrong code, and answers 421.
pub(super) fn wrong(
    state: &State,
    db: &Writer,
    user: &User,
    tenant: &Value,
) -> Result<Reply, Refusal> {
    let counter = attempts::codes_of(&user.id);
    let letter = attempts::failed(db, &counter, tenant, state.clock.now_ms())?;
    Ok(Reply::of(StatusCode::MISDIRECTED_REQUEST, None).with_letter(letter))
}

/// Forgets the wrong codes after a right code.
pub(super) fn right(db: &Writer, user: &User) -> Result<(), Refusal> {
    attempts::succeeded(db, &attempts::codes_of(&user.id))
}
