//! Repairs JSON that a browser's `fetch` accepts and `serde_json` does not: numbers that are too large, unpaired
//! surrogates, and a byte order mark at the start.
//!
//! Such a number or surrogate may be in a member that nobody reads, and must not make the whole answer unreadable. The
//! number becomes `null`, and the surrogate becomes the replacement character. The byte order mark is removed: a PHP
//! server, such as Fusio, sends the mark if one of its source files begins with it.

/// The byte order mark in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Repairs a text in place.
pub(crate) fn mend(text: &mut Vec<u8>) {
    if text.starts_with(MARK) {
        text.drain(..MARK.len());
    }
    let mut at = 0;
    let mut quoted = false;
    while let Some(byte) = text.get(at) {
        let length = match byte {
            b'\\' if quoted => escape(text, at),
            b'-' | b'0'..=b'9' if !quoted => number(text, at),
            b'"' => {
                quoted = !quoted;
                1
            }
            _ => 1,
        };
        at += length;
    }
}

/// Repairs the escape at this place; returns how many bytes [`mend`] can skip.
fn escape(text: &mut [u8], at: usize) -> usize {
    let unit = |text: &[u8], at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    match (unit(text, at), unit(text, at + 6)) {
        (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
        (Some(0xd800..=0xdfff), _) => {
            if let Some(half) = text.get_mut(at..at + 6) {
                half.copy_from_slice(b"\\ufffd");
            }
            6
        }
        _ => 2,
    }
}

/// Repairs the number at this place; returns its length.
fn number(text: &mut [u8], at: usize) -> usize {
    let rest = text.get_mut(at..).unwrap_or_default();
    let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    let length = rest.iter().take_while(|byte| is_part(byte)).count();
    let number = rest.get_mut(..length).unwrap_or_default();
    let value = std::str::from_utf8(number).ok().and_then(|number| number.parse::<f64>().ok());
    if value.is_some_and(f64::is_infinite) {
        // A number that is too large has at least five characters, such as `1e309`: `null` fits.
        number.fill(b' ');
        if let Some(start) = number.get_mut(..4) {
            start.copy_from_slice(b"null");
        }
    }
    length.max(1)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        mend(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn too_large_numbers_and_unpaired_surrogates_are_replaced() {
        for (text, expected) in [
            (r#"[1e309,-9e999,1E+400]"#, r#"[null ,null  ,null  ]"#),
            (r#"{"a":"\ud800","b":"\udc00x"}"#, r#"{"a":"\ufffd","b":"\ufffdx"}"#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
        ] {
            assert_eq!(mended(text), expected);
            serde_json::from_str::<serde_json::Value>(expected).unwrap();
        }
        let long = "9".repeat(400);
        assert_eq!(mended(&long).trim_end(), "null");
    }

    #[test]
    fn one_byte_order_mark_is_removed_at_the_start() {
        assert_eq!(mended("\u{feff}[1e309]"), "[null ]");
        assert_eq!(mended("\u{feff}\u{feff}{}"), "\u{feff}{}");
        assert_eq!(mended("\u{feff}"), "");
    }

    #[test]
    fn other_text_does_not_change() {
        for text in [
            "",
            "\\",
            "\"",
            r#""\""#,
            r#""\u"#,
            r#""\ud8"#,
            "1e308",
            "-",
            "--1e999",
            " \u{feff}",
            "\"\u{feff}\"",
            r#"{"1e999":"1e999 -1e999","\\ud800":"\\","\ud83d\ude00":[0.1e-999,12345678901234567890]}"#,
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
