//! The rules for names, e-mail addresses and passwords, each beside its message.

use email_address::{EmailAddress, Options};

use super::reply::ApiError;

/// Checks a user name, which must match `^[a-zA-Z0-9\-_.]{3,255}$`.
pub(crate) fn name(name: &str) -> Result<(), ApiError> {
    if is_name(name, 255) { Ok(()) } else { Err(ApiError::bad_request("Invalid user name")) }
}

/// Whether a login uses this text as a user name. If not, it uses the text as an e-mail address.
pub(crate) fn is_login_name(name: &str) -> bool {
    is_name(name, 32)
}

/// Checks an e-mail address in the same way as PHP's `FILTER_VALIDATE_EMAIL`: the address must be ASCII,
/// and its domain must be an IP address in brackets or a name that contains a dot. But this function
/// refuses every address with a double quote, while PHP accepts a quoted name before the `@`.
pub(crate) fn email(email: &str) -> Result<(), ApiError> {
    if is_email(email) { Ok(()) } else { Err(ApiError::bad_request("Invalid email format")) }
}

/// The password policy: checks the length first, then the characters.
pub(crate) fn password(password: &str, least: usize) -> Result<(), ApiError> {
    let least = least.max(8);
    if password.len() < least {
        return Err(ApiError::bad_request(format!(
            "Password must have at least {least} characters"
        )));
    }
    if !password.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(ApiError::bad_request(
            "Password must contain only printable ascii characters (0x21-0x7E)",
        ));
    }
    Ok(())
}

fn is_name(name: &str, longest: usize) -> bool {
    (3..=longest).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

fn is_email(email: &str) -> bool {
    let options = Options::default().with_domain_literal().without_display_text();
    let Ok(parsed) = EmailAddress::parse_with_options(email, options) else { return false };
    let domain = parsed.domain();
    email.is_ascii()
        && !email.contains('"')
        && email.len() <= 254
        && (is_literal(domain) || domain.split('.').count() >= 2)
        && (is_literal(domain) || domain.split('.').all(is_label))
        && domain.rsplit('.').next().is_some_and(|last| {
            is_literal(domain) || last.starts_with(|c: char| c.is_ascii_alphabetic())
        })
}

fn is_literal(domain: &str) -> bool {
    let Some(address) = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return false;
    };
    match address.strip_prefix("IPv6:") {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => address.parse::<std::net::Ipv4Addr>().is_ok(),
    }
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_name_has_3_to_255_letters_digits_hyphens_underscores_or_dots() {
        for good in ["abc", "a.b-c_9", &"x".repeat(255)] {
            assert!(name(good).is_ok(), "{good}");
        }
        for bad in ["", "ab", "bob smith", "abc\n", "caf\u{e9}", &"x".repeat(256)] {
            assert!(name(bad).is_err(), "{bad}");
        }
        assert!(is_login_name(&"x".repeat(32)) && !is_login_name(&"x".repeat(33)));
    }

    /// The results are those of PHP's filter, from its documentation and tests. Only the result for
    /// `"quoted"@example.test` is different: PHP accepts this address.
    #[test]
    fn an_e_mail_address_is_valid_if_phps_filter_accepts_it() {
        let long_local = format!("{}@example.test", "a".repeat(64));
        for good in [
            "baz@localhost.com",
            "a.b+c'd@example.test",
            "a@b.co",
            "a@xn--nxasmq6b.example",
            "a@sub-domain.example.test",
            "a@[127.0.0.1]",
            "a@[IPv6:::1]",
            "a@1.example",
            long_local.as_str(),
        ] {
            assert!(email(good).is_ok(), "{good}");
        }
        let too_long_local = format!("{}@example.test", "a".repeat(65));
        let too_long = format!(
            "a@{}.test",
            ["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(63)].join(".")
        );
        for bad in [
            "",
            "\"quoted\"@example.test",
            "\"a b\"@example.test",
            "baz",
            "not-an-email",
            "a@localhost",
            "@example.test",
            "a@",
            "a b@example.test",
            ".a@example.test",
            "a.@example.test",
            "a..b@example.test",
            "a@-example.test",
            "a@example-.test",
            "a@example..test",
            "a@example.test.",
            "a@exam_ple.test",
            "a@127.0.0.1",
            "Alice <a@example.test>",
            "caf\u{e9}@example.test",
            "a@caf\u{e9}.test",
            "a@example.test\n",
            "a@[nope]",
            too_long_local.as_str(),
            too_long.as_str(),
        ] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_password_must_be_long_enough_and_have_only_printable_ascii_characters() {
        let message =
            |text, least| password(text, least).err().map(|error| error.message().to_owned());
        assert_eq!(message("Passw0rd!", 3), None);
        assert_eq!(message("a b", 0).unwrap(), "Password must have at least 8 characters");
        assert_eq!(message("Passw0rd!", 12).unwrap(), "Password must have at least 12 characters");
        for bad in ["foobar foobar", "passw\u{f6}rd!!", "Passw0rd\u{7f}"] {
            assert!(
                message(bad, 8).unwrap().starts_with("Password must contain only printable"),
                "{bad}"
            );
        }
    }
}
