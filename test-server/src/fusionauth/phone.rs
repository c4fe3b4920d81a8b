//! Reads phone numbers in all usual forms, and writes them in the form E.164.

use rlibphonenumber::{NumberLengthType, PHONE_NUMBER_UTIL, PhoneNumberFormat, Region};

/// The number in the form E.164. A number without a country code is read as a number of North America, as
/// the vendor reads it. Only the length is compared with the rules of the country, because tests use
/// numbers that nobody has.
pub(super) fn e164(text: &str) -> Option<String> {
    let number = PHONE_NUMBER_UTIL.parse(text, Some(Region::US)).ok()?;
    let length = PHONE_NUMBER_UTIL.is_possible_number_with_reason(&number);
    // A number without its area code is refused, because it cannot be called from other areas.
    matches!(length, Ok(NumberLengthType::IsPossible))
        .then(|| PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_usual_forms_give_the_same_number() {
        for text in [
            "303-555-1212",
            "(303) 555-1212",
            "303.555.1212",
            "+1 303 555 1212",
            "+1 (303) 555-1212",
            "13035551212",
            "1-303-555-1212",
            "+13035551212",
        ] {
            assert_eq!(e164(text).as_deref(), Some("+13035551212"), "{text}");
        }
    }

    #[test]
    fn a_country_code_may_follow_a_plus_or_the_prefix_011() {
        for (text, number) in [
            ("+49 30 901820", "+4930901820"),
            ("011 49 30 901820", "+4930901820"),
            ("+44 (0)20 7946 0018", "+442079460018"),
            ("+81 3-1234-5678", "+81312345678"),
        ] {
            assert_eq!(e164(text).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in ["", "   ", "123", "not a number", "+", "+1", "555-1212", "ada@example.com"] {
            assert_eq!(e164(text), None, "{text}");
        }
        assert_eq!(e164(&"1".repeat(10_000)), None);
        assert_eq!(e164("+999999999999999999"), None);
    }
}
