//! The members of request objects: their types, and reading them as the vendor's JSON layer does.

use serde_json::{Map, Value};

use super::errors::Errors;
use super::normalize;
use crate::openapi::schema;

/// The type of a member.
pub(super) enum Kind {
    /// Trimmed; empty counts as absent.
    Text,
    /// Not trimmed; empty counts as absent.
    Password,
    Boolean,
    Integer,
    Instant,
    Date,
    Uuid,
    Zone,
    Locales,
    /// A set of texts, sorted.
    Names,
    /// An object with any members.
    Data,
    /// An object whose members are lists of texts.
    Lists,
    Object(&'static [Field]),
    List(&'static [Field]),
}

/// A member that requests may set.
pub(super) struct Field(&'static str, Kind);

/// The members that a registration may have in a request.
pub(super) const REGISTRATION: &[Field] = &[
    Field("applicationId", Kind::Uuid),
    Field("authenticationToken", Kind::Text),
    Field("data", Kind::Data),
    Field("id", Kind::Uuid),
    Field("preferredLanguages", Kind::Locales),
    Field("roles", Kind::Names),
    Field("timezone", Kind::Zone),
    Field("username", Kind::Text),
];

/// The members that a user may have in a request.
pub(super) const USER: &[Field] = &[
    Field("birthDate", Kind::Date),
    Field("data", Kind::Data),
    Field("email", Kind::Text),
    Field("encryptionScheme", Kind::Text),
    Field("expiry", Kind::Instant),
    Field("factor", Kind::Integer),
    Field("firstName", Kind::Text),
    Field("fullName", Kind::Text),
    Field("imageUrl", Kind::Text),
    Field("lastName", Kind::Text),
    Field("legacyIdentifier", Kind::Text),
    Field("memberships", Kind::List(MEMBERSHIP)),
    Field("middleName", Kind::Text),
    Field("mobilePhone", Kind::Text),
    Field("parentEmail", Kind::Text),
    Field("password", Kind::Password),
    Field("passwordChangeRequired", Kind::Boolean),
    Field("phoneNumber", Kind::Text),
    Field("preferredLanguages", Kind::Locales),
    Field("timezone", Kind::Zone),
    Field("twoFactor", Kind::Object(TWO_FACTOR)),
    Field("username", Kind::Text),
];

const MEMBERSHIP: &[Field] =
    &[Field("data", Kind::Data), Field("groupId", Kind::Uuid), Field("id", Kind::Uuid)];
/// The second factors. The secret of an authenticator is not kept: this server checks no codes.
pub(super) const TWO_FACTOR: &[Field] = &[Field("methods", Kind::List(TWO_FACTOR_METHOD))];
const TWO_FACTOR_METHOD: &[Field] = &[
    Field("authenticator", Kind::Object(AUTHENTICATOR)),
    Field("email", Kind::Text),
    Field("id", Kind::Text),
    Field("lastUsed", Kind::Boolean),
    Field("method", Kind::Text),
    Field("mobilePhone", Kind::Text),
    Field("name", Kind::Text),
];
const AUTHENTICATOR: &[Field] = &[
    Field("algorithm", Kind::Text),
    Field("codeLength", Kind::Integer),
    Field("timeStep", Kind::Integer),
];

/// The members of a family's member that this server reads; the others are kept as they are.
pub(super) const FAMILY_MEMBER: &[Field] = &[Field("userId", Kind::Uuid)];

/// The members of the system's configuration that this server reads; the others are kept as they are.
pub(super) const SYSTEM: &[Field] = &[Field("corsConfiguration", Kind::Object(CORS))];
const CORS: &[Field] = &[
    Field("allowCredentials", Kind::Boolean),
    Field("allowedHeaders", Kind::Names),
    Field("allowedMethods", Kind::Names),
    Field("allowedOrigins", Kind::Names),
    Field("debug", Kind::Boolean),
    Field("enabled", Kind::Boolean),
    Field("exposedHeaders", Kind::Names),
    Field("preflightMaxAgeInSeconds", Kind::Integer),
];

/// The members of an API key that this server reads; the others are kept as they are.
pub(super) const API_KEY: &[Field] = &[
    Field("expirationInstant", Kind::Instant),
    Field("key", Kind::Text),
    Field("keyManager", Kind::Boolean),
    Field("permissions", Kind::Object(&[Field("endpoints", Kind::Lists)])),
    Field("tenantId", Kind::Uuid),
];

/// The members of an application that this server reads; the others are kept as they are.
pub(super) const APPLICATION: &[Field] = &[
    Field("name", Kind::Text),
    Field("data", Kind::Data),
    Field("roles", Kind::List(ROLE)),
    Field("verifyRegistration", Kind::Boolean),
    Field("verificationEmailTemplateId", Kind::Uuid),
    Field("verificationStrategy", Kind::Text),
    Field("loginConfiguration", Kind::Data),
    Field("registrationConfiguration", Kind::Data),
    Field("jwtConfiguration", Kind::Data),
    Field("authenticationTokenConfiguration", Kind::Data),
    Field("unverified", Kind::Data),
];

/// The members of a role.
pub(super) const ROLE: &[Field] = &[
    Field("description", Kind::Text),
    Field("id", Kind::Uuid),
    Field("isDefault", Kind::Boolean),
    Field("isSuperRole", Kind::Boolean),
    Field("name", Kind::Text),
];

/// The members of a tenant that this server reads.
pub(super) const TENANT: &[Field] = &[
    Field("name", Kind::Text),
    Field("data", Kind::Data),
    Field("issuer", Kind::Text),
    Field("emailConfiguration", Kind::Data),
    Field("failedAuthenticationConfiguration", Kind::Data),
    Field("passwordValidationRules", Kind::Data),
    Field("externalIdentifierConfiguration", Kind::Data),
    Field("registrationConfiguration", Kind::Data),
    Field("loginConfiguration", Kind::Data),
    Field("jwtConfiguration", Kind::Data),
];

/// The members as JSON Schema, each in its normal form. Requests may also use other forms.
pub(super) fn schemas(fields: &'static [Field]) -> impl Iterator<Item = (&'static str, Value)> {
    fields.iter().map(|Field(name, kind)| (*name, kind.schema()))
}

impl Kind {
    fn schema(&self) -> Value {
        match self {
            Self::Text | Self::Password | Self::Zone => schema::text(),
            Self::Boolean => schema::boolean(),
            Self::Integer | Self::Instant => schema::integer(),
            Self::Date => schema::format("date"),
            Self::Uuid => schema::format("uuid"),
            Self::Locales | Self::Names => schema::list(&schema::text()),
            Self::Data => schema::any(),
            Self::Lists => schema::map(&schema::list(&schema::text())),
            Self::Object(fields) => schema::optional(schemas(fields)),
            Self::List(fields) => schema::list(&schema::open(schema::optional(schemas(fields)))),
        }
    }
}

/// The known members of an object, each in its normal form; a value of the wrong type becomes a
/// problem.
pub(super) fn read(
    object: &Map<String, Value>,
    fields: &[Field],
    path: &str,
    errors: &mut Errors,
) -> Map<String, Value> {
    let mut members = Map::new();
    for Field(name, kind) in fields {
        let Some(value) = object.get(*name).filter(|value| !value.is_null()) else { continue };
        let path = if path.is_empty() { (*name).to_owned() } else { format!("{path}.{name}") };
        match convert(value, kind, &path, errors) {
            Ok(Some(value)) => drop(members.insert((*name).to_owned(), value)),
            Ok(None) => {}
            Err(expected) => errors.invalid_json(&path, expected),
        }
    }
    members
}

/// Like `read`, but keeps the unknown members, too.
pub(super) fn overlay(
    object: &Map<String, Value>,
    fields: &[Field],
    path: &str,
    errors: &mut Errors,
) -> Map<String, Value> {
    let known = read(object, fields, path, errors);
    let rest = object.iter().filter(|(name, value)| !is_known(fields, name) && !value.is_null());
    let mut members: Map<_, _> = rest.map(|(name, value)| (name.clone(), value.clone())).collect();
    members.extend(known);
    members
}

/// Whether this server reads the member.
pub(super) fn is_known(fields: &[Field], name: &str) -> bool {
    fields.iter().any(|Field(field, _)| *field == name)
}

fn convert(
    value: &Value,
    kind: &Kind,
    path: &str,
    errors: &mut Errors,
) -> Result<Option<Value>, &'static str> {
    let text = || match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(yes) => Ok(yes.to_string()),
        _ => Err("a string is expected"),
    };
    let filled = |text: String| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    Ok(match kind {
        Kind::Text => filled(text()?).map(Value::from),
        Kind::Password => Some(text()?).filter(|text| !text.is_empty()).map(Value::from),
        Kind::Boolean => Some(boolean(value).ok_or("true or false is expected")?.into()),
        Kind::Integer => match value {
            Value::Number(number) if number.is_i64() => Some(value.clone()),
            Value::String(text) => {
                Some(text.trim().parse::<i64>().map_err(|_| "a number is expected")?.into())
            }
            _ => return Err("a number is expected"),
        },
        Kind::Instant => match value {
            Value::String(text) if text.trim().is_empty() => None,
            _ => Some(normalize::instant(value).ok_or("milliseconds since 1970 are expected")?),
        },
        Kind::Date => match text()? {
            text if text.is_empty() => None,
            text if normalize::is_date(&text) => Some(text.into()),
            _ => return Err("a date is expected"),
        },
        Kind::Uuid => {
            let id = value.as_str().and_then(normalize::uuid);
            Some(id.ok_or("a UUID has to be represented by a standard 36-character text")?.into())
        }
        Kind::Zone => {
            let zone = value.as_str().filter(|text| normalize::is_zone(text));
            Some(zone.ok_or("a time zone is expected")?.into())
        }
        Kind::Locales => {
            let mut seen: Vec<Value> = Vec::new();
            for text in texts(value)? {
                if text.trim().is_empty() {
                    continue;
                }
                let locale = normalize::locale(text.trim()).ok_or("a locale is expected")?;
                if !seen.contains(&Value::String(locale.clone())) {
                    seen.push(locale.into());
                }
            }
            Some(seen.into())
        }
        Kind::Names => {
            let names: std::collections::BTreeSet<_> = texts(value)?.into_iter().collect();
            Some(names.into_iter().collect())
        }
        Kind::Data => {
            if !value.is_object() {
                return Err("an object is expected");
            }
            Some(normalize::without_nulls(value.clone()))
        }
        Kind::Lists => {
            let object = value.as_object().ok_or("an object is expected")?;
            for list in object.values() {
                texts(list)?;
            }
            Some(value.clone())
        }
        Kind::Object(fields) => {
            let object = value.as_object().ok_or("an object is expected")?;
            Some(read(object, fields, path, errors).into())
        }
        Kind::List(fields) => {
            let mut list = Vec::new();
            for (position, value) in
                value.as_array().ok_or("a list is expected")?.iter().enumerate()
            {
                let object = value.as_object().ok_or("a list of objects is expected")?;
                let read = read(object, fields, &format!("{path}[{position}]"), errors);
                list.push(Value::Object(read));
            }
            Some(list.into())
        }
    })
}

fn texts(value: &Value) -> Result<Vec<String>, &'static str> {
    let list = value.as_array().ok_or("a list is expected")?;
    let texts = list.iter().filter(|value| !value.is_null());
    texts
        .map(|value| value.as_str().map(str::to_owned).ok_or("a list of strings is expected"))
        .collect()
}

/// A boolean, or its text, which older documents have; null and the empty text are false.
pub(super) fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(yes) => Some(*yes),
        Value::String(text) if text == "true" => Some(true),
        Value::String(text) if text == "false" || text.is_empty() => Some(false),
        Value::Null => Some(false),
        _ => None,
    }
}
