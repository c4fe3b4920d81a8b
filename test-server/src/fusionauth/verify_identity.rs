//! Verifications of a user's e-mail address and phone number.

use serde_json::{Map, Value, json};

use super::application;
use super::call::Call;
use super::errors::Refusal;
use super::fields;
use super::identities::{self, EMAIL_INSTANT, INSTANT, PHONE, REASON, UNCHECKED, VERIFIED};
use super::login_id::LoginKind;
use super::mails::{self, Letter, To, Why};
use super::members::{is_set, number_at, set_member, text_of};
use super::store::User;
use super::tickets::{self, Kind, Made, New};
use crate::db::Writer;
use crate::state::State;

/// The reasons for which the user does not have to verify the address or the number.
const NOT_REQUIRED: [&str; 5] = ["Disabled", "Import", "Skipped", "Trusted", "Unverifiable"];

/// What can be verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Identity {
    Email,
    Phone,
}

impl Identity {
    pub(super) const ALL: [Self; 2] = [Self::Email, Self::Phone];

    /// The identity that must be verified for a login with this kind of login id. A username cannot
    /// be verified, so a login with a username needs a verified address.
    pub(super) fn of(login: LoginKind) -> Self {
        match login {
            LoginKind::Email | LoginKind::Username => Self::Email,
            LoginKind::PhoneNumber => Self::Phone,
        }
    }

    /// The kind of login id that is this identity.
    pub(super) fn login(self) -> LoginKind {
        match self {
            Self::Email => LoginKind::Email,
            Self::Phone => LoginKind::PhoneNumber,
        }
    }

    /// The identity with this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|identity| identity.name() == name)
    }

    /// The type of the identity in requests and answers. In a user object, the member with the address
    /// or the number has the same name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phoneNumber",
        }
    }

    /// The kind of the tickets that verify this identity of a user.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Email => Kind::Email,
            Self::Phone => Kind::Phone,
        }
    }

    /// The address or the number of a user.
    pub(super) fn of_user(self, user: &User) -> Option<&str> {
        user.text(self.name())
    }

    pub(super) fn to(self, value: &str) -> To<'_> {
        match self {
            Self::Email => To::Email(value),
            Self::Phone => To::Phone(value),
        }
    }

    pub(super) fn why(self) -> Why {
        match self {
            Self::Email => Why::VerifyEmail,
            Self::Phone => Why::VerifyPhone,
        }
    }

    fn configuration(self, tenant: &Value) -> &Value {
        let name = match self {
            Self::Email => "emailConfiguration",
            Self::Phone => "phoneConfiguration",
        };
        tenant.get(name).unwrap_or(&Value::Null)
    }

    /// Whether the tenant verifies this identity.
    pub(super) fn is_wanted(self, tenant: &Value) -> bool {
        let flag = match self {
            Self::Email => "/verifyEmail",
            Self::Phone => "/verifyPhoneNumber",
        };
        is_set(self.configuration(tenant), flag)
    }

    /// Whether the tenant verifies a new address or number of a user. `user` is the user before the
    /// change, with the old address or number, or without any.
    pub(super) fn is_wanted_again(self, tenant: &Value, user: &User) -> bool {
        let changed = match self {
            Self::Email => is_set(self.configuration(tenant), "/verifyEmailWhenChanged"),
            // For numbers, a tenant has no setting like `verifyEmailWhenChanged`.
            Self::Phone => true,
        };
        let first = self.of_user(user).is_none();
        // A user who still has to confirm the earlier address must confirm the new address instead.
        let waits = !self.is_verified(user) && self.reason(user) == "Pending";
        self.is_wanted(tenant) && (first || changed || waits)
    }

    /// Whether the use of an id or a code also verifies the address or the number to which it was
    /// sent.
    fn is_implied(self, tenant: &Value) -> bool {
        let flag = match self {
            Self::Email => "implicitEmailVerificationAllowed",
            Self::Phone => "implicitPhoneVerificationAllowed",
        };
        let allowed = self.configuration(tenant).get(flag);
        allowed.and_then(fields::boolean).unwrap_or(true)
    }

    /// Whether the user types in a code to verify this identity, instead of clicking a link.
    pub(super) fn by_code(self, tenant: &Value) -> bool {
        application::by_code(self.configuration(tenant))
    }

    /// How long a verification is open, in seconds.
    pub(super) fn seconds(self, tenant: &Value) -> i64 {
        let ttl = match self {
            Self::Email => "emailVerificationIdTimeToLiveInSeconds",
            Self::Phone => "phoneVerificationIdTimeToLiveInSeconds",
        };
        number_at(tenant, &format!("/externalIdentifierConfiguration/{ttl}"), 86_400)
    }

    /// Whether the user's address or number counts as verified.
    pub(super) fn is_verified(self, user: &User) -> bool {
        match self {
            Self::Email => user.is(VERIFIED),
            Self::Phone => is_set(&user.doc, &format!("/{PHONE}/{VERIFIED}")),
        }
    }

    /// The reason why the user's address or number is verified or not.
    fn reason(self, user: &User) -> &str {
        match self {
            Self::Email => text_of(&user.doc, REASON),
            Self::Phone => user.doc.get(PHONE).map_or("", |state| text_of(state, REASON)),
        }
    }

    /// Whether the user cannot log in with this address or number, because it is not verified. A
    /// reason in `NOT_REQUIRED` lets the user log in, except in classic mode.
    pub(super) fn keeps_out(self, tenant: &Value, user: &User, classic: bool) -> bool {
        self.of_user(user).is_some()
            && self.is_wanted(tenant)
            && application::is_gated(self.configuration(tenant))
            && !self.is_verified(user)
            && (classic || !NOT_REQUIRED.contains(&self.reason(user)))
    }
}

/// Whether the user cannot log in with the address or with the number, because it is not verified.
pub(super) fn is_gated(tenant: &Value, user: &User, classic: bool) -> bool {
    Identity::ALL.into_iter().any(|identity| identity.keeps_out(tenant, user, classic))
}

/// Sets the state of the address or the number in the members of a user. The top-level `verifiedInstant` is set once:
/// when `verified` becomes true, even if nobody has checked the address, or when a number is verified.
pub(super) fn set_state(
    identity: Identity,
    members: &mut Map<String, Value>,
    verified: bool,
    reason: &str,
    now: i64,
) {
    let instant = verified.then_some(now);
    let counts = match identity {
        Identity::Email => is_shown_verified(members),
        Identity::Phone => !UNCHECKED.contains(&reason),
    };
    if verified && counts && members.get(INSTANT).is_none_or(Value::is_null) {
        members.insert(INSTANT.to_owned(), now.into());
    }
    match identity {
        Identity::Email => {
            members.insert(VERIFIED.to_owned(), verified.into());
            members.insert(EMAIL_INSTANT.to_owned(), instant.into());
            members.insert(REASON.to_owned(), reason.into());
        }
        Identity::Phone => {
            let state = json!({VERIFIED: verified, INSTANT: instant, REASON: reason});
            members.insert(PHONE.to_owned(), state);
        }
    }
}

/// Whether answers can show this user as verified: `verified` is about the address, so it is always false for a user
/// with a number but no address. For a user who has only a name, it is true.
pub(super) fn is_shown_verified(members: &Map<String, Value>) -> bool {
    members.contains_key(Identity::Email.name()) || !members.contains_key(Identity::Phone.name())
}

/// Makes a verification of the user's address or number. The user must have this address or number.
pub(super) fn make(
    state: &State,
    db: &Writer,
    user: &User,
    tenant: &Value,
    identity: Identity,
) -> Result<Made, Refusal> {
    make_with(state, db, user, tenant, identity, identity.by_code(tenant), None)
}

/// Like `make`, but the caller chooses whether there is a code. `repeated` is the `state` of the request
/// that starts the verification. The answer to the request that completes the verification returns this
/// `state`.
pub(super) fn make_with(
    state: &State,
    db: &Writer,
    user: &User,
    tenant: &Value,
    identity: Identity,
    with_code: bool,
    repeated: Option<&str>,
) -> Result<Made, Refusal> {
    let new = New {
        kind: identity.kind(),
        user: &user.id,
        application: None,
        with_code,
        state: repeated,
        seconds: identity.seconds(tenant),
    };
    let mut made = tickets::make(state, db, &new)?;
    made.letter = identity.of_user(user).map(|value| {
        let (to, id, code) = (identity.to(value), made.id.as_str(), made.code.as_deref());
        mails::message(identity.why(), to, &user.tenant, None, id, code)
    });
    Ok(made)
}

/// Starts the wanted verifications of a user. Returns the members of the answer that name these
/// verifications, and the messages.
pub(super) fn announce(
    state: &State,
    db: &Writer,
    user: &User,
    tenant: &Value,
    wanted: &[Identity],
) -> Result<(Value, Vec<Letter>), Refusal> {
    let (mut body, mut letters) = (json!({}), Vec::new());
    let mut ids = Vec::new();
    for identity in wanted {
        let Some(value) = identity.of_user(user) else { continue };
        let made = make(state, db, user, tenant, *identity)?;
        ids.push(shown(*identity, value, &made.id, made.code.as_deref()));
        if *identity == Identity::Email {
            set_member(&mut body, "emailVerificationId", made.id);
            if let Some(code) = made.code {
                set_member(&mut body, "emailVerificationOneTimeCode", code);
            }
        }
        letters.extend(made.letter);
    }
    if !ids.is_empty() {
        set_member(&mut body, "verificationIds", ids);
    }
    Ok((body, letters))
}

/// An open verification, as answers list it.
pub(super) fn shown(identity: Identity, value: &str, id: &str, code: Option<&str>) -> Value {
    let mut shown = json!({"id": id, "type": identity.name(), "value": value});
    if let Some(code) = code {
        set_member(&mut shown, "oneTimeCode", code);
    }
    shown
}

/// The open verification of the user's address or number, or else a new verification.
pub(super) fn open(
    state: &State,
    db: &Writer,
    user: &User,
    tenant: &Value,
    identity: Identity,
) -> Result<Made, Refusal> {
    for ticket in tickets::open(state, db, identity.kind(), &user.id)? {
        if let Some(shown) = ticket.shown {
            return Ok(Made { id: shown, code: ticket.code, letter: None });
        }
    }
    let made = make(state, db, user, tenant, identity)?;
    Ok(Made { letter: None, ..made })
}

/// Call this function after the user has used an id or a code that was sent to the address or to the
/// number. Marks it as verified if the tenant allows this.
pub(super) fn imply(
    call: &Call,
    db: &Writer,
    user: &mut User,
    tenant: &Value,
    identity: Identity,
) -> Result<(), Refusal> {
    let unverified = identity.of_user(user).is_some() && !identity.is_verified(user);
    match unverified && identity.is_implied(tenant) {
        true => mark(call, db, user, identity, "Implicit"),
        false => Ok(()),
    }
}

/// Marks the address or the number as verified, for this reason.
pub(super) fn mark(
    call: &Call,
    db: &Writer,
    user: &mut User,
    identity: Identity,
    reason: &str,
) -> Result<(), Refusal> {
    let now = call.now_ms();
    if let Value::Object(members) = &mut user.doc {
        set_state(identity, members, true, reason, now);
    }
    identities::changed(&mut user.doc, identity.name(), now);
    set_member(&mut user.doc, "lastUpdateInstant", now);
    user.save(db)?;
    tickets::end(db, identity.kind(), &user.id, None)
}
