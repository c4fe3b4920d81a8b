//! Reads webhooks from requests, and checks, stores and finds them.

use axum::http::{HeaderName, HeaderValue, header};
use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::members::{is_set, number_at, text_of, with_defaults};
use super::reply::Reply;
use super::resource::{Resource, Sent};
use super::{event_types, fields, normalize, objects, paging, store};
use crate::db::Reader;
use crate::net;

pub(super) static WEBHOOK: Resource =
    Resource { read, ..Resource::unchecked(store::WEBHOOK, "webhooks", "webhookId") };

/// Shows a page of the webhooks that fit the description, the URL and the tenant in the request, in the
/// order that the request wants.
pub(super) fn search(call: &Call, db: &Reader) -> Result<Reply, Refusal> {
    let criteria = call.body.get("search");
    let text = |name: &str| {
        let sent = criteria.and_then(|criteria| criteria.get(name)).and_then(Value::as_str);
        call.query.get(name).or(sent)
    };
    let mut errors = Errors::default();
    let mut number = |name, default| {
        let number = paging::number(call, criteria, ("search", name), default, &mut errors);
        usize::try_from(number).unwrap_or_default()
    };
    let (start, length) = (number("startRow", 0), number("numberOfResults", 25));
    let sorted = text("orderBy").map_or(Some(("id", false)), order);
    if sorted.is_none() {
        let message = "The [search.orderBy] property is not valid.";
        errors.field("search.orderBy", "invalid", message);
    }
    errors.check()?;
    // There are few webhooks, so this function reads all of them and searches their documents.
    let mut found = store::list(db, store::WEBHOOK)?;
    for name in ["description", "url"] {
        let Some(sought) = text(name).map(str::to_lowercase) else { continue };
        let pattern = if sought.contains('*') { sought } else { format!("*{sought}*") };
        found.retain(|webhook| fits(&text_of(webhook, name).to_lowercase(), &pattern));
    }
    if let Some(tenant) = text("tenantId").map(str::to_lowercase) {
        found.retain(|webhook| concerns(webhook, &tenant));
    }
    if let Some((name, descending)) = sorted {
        let instant = |webhook: &Value| number_at(webhook, "/insertInstant", 0);
        found.sort_by(|one, other| {
            let order = match name {
                "insertInstant" => instant(one).cmp(&instant(other)),
                _ => text_of(one, name).cmp(text_of(other, name)),
            };
            if descending { order.reverse() } else { order }
        });
    }
    let total = found.len();
    let page: Vec<Value> = found.into_iter().skip(start).take(length).collect();
    Ok(Reply::json(json!({"total": total, "webhooks": page})))
}

/// The member by which webhooks are sorted, and whether in descending order. The text must be a known member,
/// optionally followed by `ASC` or `DESC`; otherwise the result is `None`.
fn order(text: &str) -> Option<(&str, bool)> {
    let mut words = text.split_whitespace();
    let (name, direction) = (words.next()?, words.next().unwrap_or("ASC"));
    let descending = direction.eq_ignore_ascii_case("DESC");
    let valid = ["description", "id", "insertInstant", "url"].contains(&name)
        && (descending || direction.eq_ignore_ascii_case("ASC"))
        && words.next().is_none();
    valid.then_some((name, descending))
}

/// Whether the text fits the pattern, in which each `*` stands for any text.
fn fits(text: &str, pattern: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return text == pattern };
    let Some(mut left) = text.strip_prefix(start) else { return false };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    for part in middle.split('*') {
        let Some((_, after)) = left.split_once(part) else { return false };
        left = after;
    }
    left.ends_with(end)
}

/// The webhooks that want the events of this type from this tenant.
pub(super) fn subscribed(db: &Reader, tenant: &str, name: &str) -> Result<Vec<Value>, Refusal> {
    let mut webhooks = store::list(db, store::WEBHOOK)?;
    webhooks.retain(|webhook| concerns(webhook, tenant) && enables(webhook, name));
    Ok(webhooks)
}

fn concerns(webhook: &Value, tenant: &str) -> bool {
    let tenants = webhook.get("tenantIds").and_then(Value::as_array).into_iter().flatten();
    is_set(webhook, "/global") || tenants.into_iter().any(|known| known.as_str() == Some(tenant))
}

fn enables(webhook: &Value, name: &str) -> bool {
    webhook.get("eventsEnabled").is_some_and(|events| {
        events.get(name).is_some_and(|enabled| fields::boolean(enabled) == Some(true))
    })
}

/// Checks the webhook in a request. Returns the webhook with the defaults.
fn read(_: &Call, db: &Reader, sent: &Sent<'_>) -> Result<Value, Refusal> {
    let defaults = json!({
        "data": {},
        "eventsEnabled": {},
        "global": false,
        "headers": {},
        "signatureConfiguration": {"enabled": false},
        "tenantIds": [],
    });
    let mut errors = Errors::default();
    let mut members = fields::overlay(&sent.object, objects::WEBHOOK, "webhook", &mut errors);
    match members.get("url").and_then(Value::as_str) {
        None if errors.concerns("webhook.url") => {}
        None => errors.missing("webhook.url"),
        Some(url) => {
            if net::web(url).is_err() {
                let message = "The [webhook.url] property is not an http or https URL.";
                errors.field("webhook.url", "invalid", message);
            }
        }
    }
    for name in ["connectTimeout", "readTimeout"] {
        let field = format!("webhook.{name}");
        match members.get(name).and_then(Value::as_i64) {
            None if errors.concerns(&field) => {}
            None => errors.missing(&field),
            Some(millis) if millis > 0 => {}
            Some(_) => errors.not_positive(&field),
        }
    }
    check_events(&members, &mut errors);
    check_headers(&members, &mut errors);
    check_tenants(db, &mut members, sent.current, &mut errors)?;
    check_signature(db, &members, &mut errors)?;
    errors.check()?;
    let members = normalize::without_nulls(members.into()).as_object().cloned();
    Ok(with_defaults(defaults, members.unwrap_or_default(), true))
}

fn check_events(members: &Map<String, Value>, errors: &mut Errors) {
    let events = members.get("eventsEnabled").and_then(Value::as_object);
    for (name, enabled) in events.into_iter().flatten() {
        if !event_types::TYPES.contains(&name.as_str()) {
            errors.invalid_json("webhook.eventsEnabled", "the type of event is unknown");
        } else if fields::boolean(enabled).is_none() {
            let field = format!("webhook.eventsEnabled[{name}]");
            errors.invalid_json(&field, "true or false is expected");
        }
    }
}

/// Checks that the headers of the webhook can be sent. The webhook must not have headers about the body
/// and the connection, because the server sets these headers.
fn check_headers(members: &Map<String, Value>, errors: &mut Errors) {
    let own = [
        header::CONNECTION,
        header::CONTENT_LENGTH,
        header::CONTENT_TYPE,
        header::HOST,
        header::TRANSFER_ENCODING,
    ];
    let headers = members.get("headers").and_then(Value::as_object);
    for (name, value) in headers.into_iter().flatten() {
        let known = HeaderName::from_bytes(name.as_bytes()).ok();
        let sendable = value.as_str().is_some_and(|value| HeaderValue::from_str(value).is_ok());
        if !sendable || known.is_none_or(|name| own.contains(&name)) {
            let message = "The [webhook.headers] property has a header that cannot be sent.";
            errors.field("webhook.headers", "invalid", message);
            return;
        }
    }
}

/// Checks that the tenants exist. A webhook may keep the id of a tenant that was deleted after the
/// webhook got this id.
fn check_tenants(
    db: &Reader,
    members: &mut Map<String, Value>,
    current: Option<&Value>,
    errors: &mut Errors,
) -> Result<(), Refusal> {
    let kept = current.and_then(|doc| doc.get("tenantIds")).and_then(Value::as_array);
    let kept = |id: &str| kept.is_some_and(|kept| kept.iter().any(|known| known == id));
    let tenants = members.get_mut("tenantIds").and_then(Value::as_array_mut);
    for tenant in tenants.into_iter().flatten() {
        let text = tenant.as_str().unwrap_or_default();
        let id = normalize::uuid(text).unwrap_or_default();
        if !kept(&id) && store::get(db, store::TENANT, &id)?.is_none() {
            let message = format!(
                "The [webhook.tenantIds] property is not valid. No tenant exists with Id [{text}]."
            );
            errors.field("webhook.tenantIds", "invalid", message);
        }
        *tenant = id.into();
    }
    Ok(())
}

fn check_signature(
    db: &Reader,
    members: &Map<String, Value>,
    errors: &mut Errors,
) -> Result<(), Refusal> {
    let Some(signature) = members.get("signatureConfiguration") else { return Ok(()) };
    let field = "webhook.signatureConfiguration.signingKeyId";
    match signature.get("signingKeyId").and_then(Value::as_str) {
        Some(id) if store::get(db, store::KEY, id)?.is_none() => {
            let message =
                format!("The [{field}] property is not valid. No key exists with Id [{id}].");
            errors.field(field, "invalid", message);
        }
        None if is_set(signature, "/enabled") && !errors.concerns(field) => errors.missing(field),
        _ => {}
    }
    Ok(())
}
