//! The schemas of FusionAuth's objects in requests and answers. Most members come from the tables in
//! `objects`. Objects in answers have some more members.

use serde_json::{Value, json};

use super::errors::Errors;
use super::{fields, objects};
use crate::openapi::Document;
use crate::openapi::schema::{
    any, boolean, format, integer, list, map, object, one_of, open, optional, text,
};

/// The named schemas, as references.
pub(super) struct Shapes {
    pub(super) errors: Value,
    pub(super) user: Value,
    pub(super) registration: Value,
    pub(super) application: Value,
    pub(super) role: Value,
    pub(super) tenant: Value,
    pub(super) refresh_token: Value,
    pub(super) action: Value,
    pub(super) preventing_action: Value,
    pub(super) json_patch: Value,
}

/// These members of a user are missing in answers, or have another form there: the password, its salt, the
/// factor of its hash, and the second factors. In requests, the second factors contain secrets.
const HIDDEN: [&str; 4] = ["factor", "password", "salt", "twoFactor"];

impl Shapes {
    pub(super) fn new(document: &mut Document) -> Self {
        let registration = document.named("Registration", registration());
        let user = document.named("User", user(&registration));
        let role = document.named("Role", role());
        Self {
            errors: document.answered::<Errors>(),
            application: document.named("Application", application(&role)),
            tenant: document.named("Tenant", tenant()),
            refresh_token: document.named("RefreshToken", refresh_token()),
            action: document.named("Action", action()),
            preventing_action: document.named("PreventingAction", preventing_action()),
            json_patch: document.named("JsonPatch", json_patch()),
            user,
            registration,
            role,
        }
    }
}

fn id() -> Value {
    format("uuid")
}

/// The members of a table, except the members in `hidden`. Only the members in `required` are always
/// there.
fn members(
    fields: &'static [fields::Field],
    required: &[&str],
    hidden: &[&str],
) -> Vec<(String, Value)> {
    let shown = fields::schemas(fields).filter(|(name, _)| !hidden.contains(name));
    let named = shown.map(|(name, schema)| match required.contains(&name) {
        true => (name.to_owned(), schema),
        false => (format!("{name}?"), schema),
    });
    named.collect()
}

fn with(mut members: Vec<(String, Value)>, more: &[(&str, Value)]) -> Value {
    members.extend(more.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())));
    object(members)
}

fn user(registration: &Value) -> Value {
    let always = ["data", "passwordChangeRequired", "preferredLanguages"];
    let identity = object([
        ("displayValue?", text()),
        ("insertInstant", integer()),
        ("lastLoginInstant?", integer()),
        ("lastUpdateInstant", integer()),
        ("moderationStatus?", text()),
        ("primary", boolean()),
        ("type", one_of(&["email", "username", "phoneNumber"])),
        ("value", text()),
        ("verified", boolean()),
        ("verifiedInstant?", integer()),
        ("verifiedReason", text()),
    ]);
    with(
        members(objects::USER, &always, &HIDDEN),
        &[
            ("active", boolean()),
            ("connectorId", id()),
            ("id", id()),
            ("identities", list(&identity)),
            ("insertInstant", integer()),
            ("lastLoginInstant?", integer()),
            ("lastUpdateInstant", integer()),
            ("passwordChangeReason?", one_of(objects::PASSWORD_CHANGE_REASONS)),
            ("passwordLastUpdateInstant?", integer()),
            ("registrations?", list(registration)),
            ("tenantId", id()),
            ("twoFactor", object([("methods", list(&factor()))])),
            ("uniqueUsername?", text()),
            ("usernameStatus", one_of(&["ACTIVE"])),
            ("verified", boolean()),
            ("verifiedInstant?", integer()),
        ],
    )
}

fn registration() -> Value {
    let always = ["applicationId", "data", "id", "preferredLanguages", "roles"];
    with(
        members(objects::REGISTRATION, &always, &[]),
        &[
            ("insertInstant", integer()),
            ("lastLoginInstant?", integer()),
            ("lastUpdateInstant", integer()),
            ("usernameStatus", one_of(&["ACTIVE"])),
            ("verified", boolean()),
            ("verifiedInstant?", integer()),
        ],
    )
}

fn role() -> Value {
    let more = [("insertInstant", integer()), ("lastUpdateInstant", integer())];
    let always = ["id", "isDefault", "isSuperRole", "name"];
    open(with(members(objects::ROLE, &always, &[]), &more))
}

fn application(role: &Value) -> Value {
    let more = [
        ("id", id()),
        ("insertInstant", integer()),
        ("lastUpdateInstant", integer()),
        ("roles", list(role)),
        ("tenantId", id()),
    ];
    open(with(members(objects::APPLICATION, &["name"], &["roles"]), &more))
}

fn tenant() -> Value {
    let more = [("id", id()), ("insertInstant", integer()), ("lastUpdateInstant", integer())];
    open(with(members(objects::TENANT, &["name"], &[]), &more))
}

fn refresh_token() -> Value {
    object([
        ("applicationId?", id()),
        ("data", any()),
        ("id", id()),
        ("insertInstant", integer()),
        ("metaData", any()),
        ("startInstant", integer()),
        ("userId", id()),
    ])
}

/// An action that was taken on a user.
fn action() -> Value {
    let mut members = about_action();
    members.extend([
        ("actioneeUserId", id()),
        ("id", id()),
        ("insertInstant", integer()),
        ("userActionId?", id()),
    ]);
    object(members)
}

/// An action that prevents a login, in the answer to the login.
fn preventing_action() -> Value {
    let mut members = about_action();
    members.push(("actionId?", id()));
    object(members)
}

fn about_action() -> Vec<(&'static str, Value)> {
    vec![
        ("actionerUserId?", json!({})),
        ("expiry?", integer()),
        ("localizedName?", json!({})),
        ("name?", json!({})),
        ("option?", json!({})),
        ("reason?", json!({})),
    ]
}

/// A second factor, without its secret.
pub(super) fn factor() -> Value {
    object(members(objects::TWO_FACTOR_METHOD, &["id"], &["secret"]))
}

/// The members about tokens, in the answers of a login and of similar operations.
pub(super) fn tokens() -> Vec<(&'static str, Value)> {
    vec![
        ("refreshToken?", text()),
        ("refreshTokenId?", id()),
        ("token?", text()),
        ("tokenExpirationInstant?", integer()),
    ]
}

/// The members of an answer about the open verifications of a user.
pub(super) fn verifications() -> Vec<(&'static str, Value)> {
    vec![
        ("emailVerificationId?", text()),
        ("emailVerificationOneTimeCode?", text()),
        verification_ids(),
    ]
}

/// The members of an answer about the open verifications of a new registration and of its user.
pub(super) fn registration_verifications() -> Vec<(&'static str, Value)> {
    vec![
        ("registrationVerificationId?", text()),
        ("registrationVerificationOneTimeCode?", text()),
        verification_ids(),
    ]
}

fn verification_ids() -> (&'static str, Value) {
    let id = object([
        ("id", text()),
        ("oneTimeCode?", text()),
        ("type", one_of(&["email", "phoneNumber"])),
        ("value", text()),
    ]);
    ("verificationIds?", list(&id))
}

/// The answer with a user; a caller with a key also sees the open verifications.
pub(super) fn retrieved(user: &Value) -> Value {
    let mut members = verifications();
    members.extend([
        ("registrationVerificationIds?", map(&text())),
        ("registrationVerificationOneTimeCodes?", map(&text())),
        ("user", user.clone()),
    ]);
    object(members)
}

/// A user in a request.
fn sent_user() -> Value {
    open(optional([objects::USER, objects::UPDATED_USER].into_iter().flat_map(fields::schemas)))
}

/// A registration in a request.
fn sent_registration() -> Value {
    open(optional(fields::schemas(objects::REGISTRATION)))
}

/// A user in an import.
pub(super) fn imported_user() -> Value {
    let [registration, user] = [
        [objects::REGISTRATION, objects::IMPORTED_REGISTRATION],
        [objects::USER, objects::IMPORTED_USER],
    ]
    .map(|tables| tables.into_iter().flat_map(fields::schemas));
    let registrations = list(&open(optional(registration)));
    open(optional(user.chain([("registrations", registrations)])))
}

/// An application in a request.
pub(super) fn sent_application() -> Value {
    open(optional(fields::schemas(objects::APPLICATION)))
}

/// A role in a request.
pub(super) fn sent_role() -> Value {
    open(optional(fields::schemas(objects::ROLE)))
}

/// A tenant in a request.
pub(super) fn sent_tenant() -> Value {
    open(optional(fields::schemas(objects::TENANT)))
}

/// A group in a request.
pub(super) fn sent_group() -> Value {
    open(optional(fields::schemas(objects::GROUP)))
}

/// A group, with its roles by application.
pub(super) fn group() -> Value {
    let more = [
        ("id", id()),
        ("insertInstant", integer()),
        ("lastUpdateInstant", integer()),
        ("roles", map(&list(&role()))),
        ("tenantId", id()),
    ];
    open(with(members(objects::GROUP, &["data", "name"], &[]), &more))
}

/// The memberships of users in groups, by the id of the group.
pub(super) fn group_members() -> Value {
    let more = [("insertInstant", integer())];
    map(&list(&with(members(objects::GROUP_MEMBER, &["data", "id", "userId"], &[]), &more)))
}

/// A webhook in a request.
pub(super) fn sent_webhook() -> Value {
    open(optional(fields::schemas(objects::WEBHOOK)))
}

pub(super) fn webhook() -> Value {
    let more = [("id", id()), ("insertInstant", integer()), ("lastUpdateInstant", integer())];
    let always = [
        "connectTimeout",
        "data",
        "eventsEnabled",
        "global",
        "headers",
        "readTimeout",
        "signatureConfiguration",
        "tenantIds",
        "url",
    ];
    open(with(members(objects::WEBHOOK, &always, &[]), &more))
}

/// A request that verifies an address or a registration.
pub(super) fn verification() -> Value {
    optional([("verificationId", text()), ("oneTimeCode", text()), ("userId", format("uuid"))])
}

/// An object that this server stores and shows. Only its id is described.
pub(super) fn kept() -> Value {
    open(object([("id", format("uuid"))]))
}

/// A request with a registration, and perhaps with its user.
pub(super) fn registration_request() -> Value {
    let mut members = flags();
    members.extend([
        ("generateAuthenticationToken", boolean()),
        ("registration", sent_registration()),
        ("skipRegistrationVerification", boolean()),
    ]);
    optional(members)
}

/// A request with a user.
pub(super) fn user_request() -> Value {
    let mut members = flags();
    members.extend([
        ("applicationId", format("uuid")),
        ("currentPassword", text()),
        ("passwordFieldType", one_of(&["HASHED", "PLAINTEXT"])),
    ]);
    optional(members)
}

/// The user, and the members that say how to create or change the user.
fn flags() -> Vec<(&'static str, Value)> {
    vec![
        ("disableDomainBlock", boolean()),
        ("sendSetPasswordEmail", boolean()),
        ("sendSetPasswordIdentityType", one_of(&["doNotSend", "email", "phone"])),
        ("skipVerification", boolean()),
        ("user", sent_user()),
        ("verificationIds", list(&text())),
    ]
}

/// A JSON patch, RFC 6902.
fn json_patch() -> Value {
    let operation = json!({
        "type": "object",
        "required": ["op", "path"],
        "properties": {
            "op": one_of(&["add", "remove", "replace", "move", "copy", "test"]),
            "path": text(),
            "from": text(),
            "value": {},
        },
    });
    list(&operation)
}
