//! The normal forms of ids, locales, instants and objects, and the checks of time zones and dates.

use jiff::tz::TimeZone;
use serde_json::{Number, Value};
use uuid::Uuid;

/// Reads a UUID in a body. The UUID must have 36 characters. The result is in lower case.
pub(super) fn uuid(text: &str) -> Option<String> {
    (text.len() == 36).then(|| Uuid::try_parse(text).ok()).flatten().map(|id| id.to_string())
}

/// A UUID in a path, query or header. A decimal number that fits in 64 bits is accepted, too: it becomes
/// the low 64 bits of the UUID.
pub(super) fn uuid_parameter(text: &str) -> Option<String> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(|low| Uuid::from_u64_pair(0, low).to_string());
    }
    uuid(text)
}

/// A new random id.
pub(super) fn new_id() -> String {
    Uuid::new_v4().to_string()
}

/// A locale, written with underscores; `None` if the text is not a locale.
pub(super) fn locale(text: &str) -> Option<String> {
    let mut written = String::new();
    for (position, part) in text.split(['-', '_']).enumerate() {
        if part.is_empty() || part.len() > 8 || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        match position {
            0 => written.push_str(&part.to_lowercase()),
            _ => {
                written.push('_');
                let region = part.len() <= 3;
                written.push_str(&if region { part.to_uppercase() } else { part.to_owned() });
            }
        }
    }
    Some(written)
}

/// Whether Java's `ZoneId.of` accepts the text: the name of a region, or an offset.
pub(super) fn is_zone(text: &str) -> bool {
    let offset = ["UTC", "GMT", "UT"].into_iter().find_map(|prefix| text.strip_prefix(prefix));
    match offset.unwrap_or(text) {
        "" => offset.is_some(),
        "Z" => offset.is_none(),
        rest if rest.starts_with(['+', '-']) => is_offset(rest.get(1..).unwrap_or_default()),
        // The time zone database ignores case, but Java does not.
        _ => TimeZone::get(text).is_ok_and(|zone| zone.iana_name() == Some(text)),
    }
}

/// Whether the text is `h`, `hh`, `hh:mm`, `hhmm`, `hh:mm:ss` or `hhmmss`, and at most 18 hours.
fn is_offset(text: &str) -> bool {
    let digits = text.replace(':', "");
    let form = match text.len() {
        1 | 2 | 4 | 6 => digits.len() == text.len(),
        5 => text.find(':') == Some(2) && digits.len() == 4,
        8 => text.match_indices(':').map(|(at, _)| at).eq([2, 5]),
        _ => false,
    };
    let number = |range| digits.get(range).and_then(|text: &str| text.parse::<u32>().ok());
    let hours = number(0..digits.len().min(2)).unwrap_or(99);
    let rest = number(2..4).unwrap_or(0).max(number(4..6).unwrap_or(0));
    let fits = hours < 18 && rest < 60 || hours == 18 && rest == 0;
    form && digits.bytes().all(|byte| byte.is_ascii_digit()) && fits
}

/// Milliseconds since 1970: a number, or a number written as a text.
pub(super) fn instant(value: &Value) -> Option<Value> {
    let number = match value {
        Value::Number(number) => number.clone(),
        Value::String(text) => text.trim().parse::<i64>().map(Number::from).ok()?,
        _ => return None,
    };
    #[expect(clippy::cast_possible_truncation, reason = "a number that is too large saturates")]
    number.as_i64().or_else(|| number.as_f64().map(|float| float as i64)).map(Value::from)
}

/// Whether the text is a date in the form `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

/// Removes the members that are null, in nested objects, too. Leaves lists as they are.
pub(super) fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name, without_nulls(value)))
            .collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integer_is_read_as_a_uuid_in_parameters_but_not_in_bodies() {
        let id = "00000000-0000-0000-0000-00000001e240";
        assert_eq!(uuid_parameter("123456").as_deref(), Some(id));
        assert_eq!(uuid("123456"), None);
        assert_eq!(uuid("0000000000000000000000000001E240"), None);
        assert_eq!(uuid(&id.to_uppercase()).as_deref(), Some(id));
        assert_eq!(uuid_parameter("invalid-app-id"), None);
        assert_eq!(uuid_parameter("99999999999999999999999"), None);
    }

    #[test]
    fn locales_are_written_with_underscores_and_only_time_zones_of_java_are_accepted() {
        assert_eq!(locale("en-US").as_deref(), Some("en_US"));
        assert_eq!(locale("fr").as_deref(), Some("fr"));
        assert_eq!(locale("e n"), None);
        for good in [
            "America/Denver",
            "UTC",
            "Z",
            "UTC-7",
            "GMT+2",
            "+01:00",
            "+1",
            "-0130",
            "UT+01:00:30",
            "+18:00",
        ] {
            assert!(is_zone(good), "{good}");
        }
        for bad in
            ["", "Not/AZone", "america/denver", "+", "+19", "UTC+1:00", "+é", "+00:99", "+18:30"]
        {
            assert!(!is_zone(bad), "{bad}");
        }
    }
}
