//! Gives apps and identities their numbers, and checks what the types do not check, such as unique
//! numbers, URLs, and texts that must not be empty.

use url::{Position, Url};

use super::refused::SettingsError;
use super::tree::Settings;
use crate::net;
use crate::platform::Mailer;

/// Gives a number to each app and identity that has none, and checks the settings.
pub(super) fn number_and_check(settings: &mut Settings) -> Result<(), SettingsError> {
    let fusio = &mut settings.fusio;
    number(fusio.apps.iter_mut().map(|app| &mut app.id).collect(), "fusio.apps")?;
    number(
        fusio.identities.iter_mut().map(|identity| &mut identity.id).collect(),
        "fusio.identities",
    )?;
    for (position, app) in fusio.apps.iter().enumerate() {
        let key = |member: &str| format!("fusio.apps[{position}].{member}");
        filled(&app.name, || key("name"))?;
        filled(&app.key, || key("key"))?;
        filled(app.secret.expose(), || key("secret"))?;
        web(app.url.as_deref(), || key("url"))?;
    }
    for (position, identity) in fusio.identities.iter().enumerate() {
        let key = |member: &str| format!("fusio.identities[{position}].{member}");
        filled(&identity.name, || key("name"))?;
        web(identity.authorization_uri.as_deref(), || key("authorization_uri"))?;
        web(identity.token_uri.as_deref(), || key("token_uri"))?;
        web(identity.user_info_uri.as_deref(), || key("user_info_uri"))?;
    }
    web(fusio.recaptcha_url.as_deref(), || "fusio.recaptcha_url".into())?;
    web(fusio.apps_url.as_deref(), || "fusio.apps_url".into())?;
    settings.fusionauth.choices.check()?;
    for (position, origin) in settings.cors.origins.iter().enumerate() {
        if !is_origin(origin) {
            let problem = "must be an origin, such as https://app.example.com";
            return Err(SettingsError::new(format!("cors.origins[{position}]"), problem));
        }
    }
    if let Some(url) = &settings.mail.smtp_url {
        Mailer::new(url).ok_or_else(|| SettingsError::new("mail.smtp_url", Mailer::PROBLEM))?;
    }
    if let Some(from) = &settings.mail.from {
        from.parse::<lettre::message::Mailbox>()
            .map_err(|_| SettingsError::new("mail.from", "must be a mail address"))?;
    }
    Ok(())
}

fn number(mut ids: Vec<&mut i64>, key: &str) -> Result<(), SettingsError> {
    let mut last = ids.iter().map(|id| **id).max().unwrap_or(0);
    let mut seen = std::collections::BTreeSet::new();
    for id in &mut ids {
        if **id == 0 {
            last = last.saturating_add(1);
            **id = last;
        }
        if !seen.insert(**id) {
            return Err(SettingsError::new(format!("{key}.id"), "must be unique"));
        }
    }
    Ok(())
}

fn filled(text: &str, key: impl Fn() -> String) -> Result<(), SettingsError> {
    if text.is_empty() { Err(SettingsError::new(key(), "must not be empty")) } else { Ok(()) }
}

fn web(url: Option<&str>, key: impl Fn() -> String) -> Result<(), SettingsError> {
    let checked = url.map(net::web).transpose();
    checked.map(|_| ()).map_err(|problem| SettingsError::new(key(), problem))
}

/// Whether a browser can send exactly this text in the `Origin` header.
fn is_origin(text: &str) -> bool {
    let is_bare = |url: &Url| {
        let has_user = !url.username().is_empty() || url.password().is_some();
        url.has_host() && !has_user && &url[..Position::AfterPort] == text
    };
    text == "null" || Url::parse(text).is_ok_and(|url| is_bare(&url))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refused(patch: serde_json::Value) -> String {
        Settings::default().patched(patch).unwrap_err().to_string()
    }

    #[test]
    fn a_patch_merges_members_and_replaces_arrays() {
        let settings = Settings::default()
            .patched(json!({"fusio": {"rate_limit": {"enabled": true}}}))
            .unwrap();
        assert!(settings.fusio.rate_limit.enabled);
        assert_eq!(settings.fusio.rate_limit.anonymous, 900);
        let identities =
            json!({"fusio": {"identities": [{"name": "A", "provider": "github"}, {"name": "B"}]}});
        let settings = settings.patched(identities).unwrap();
        assert_eq!(
            settings.fusio.identities.iter().map(|identity| identity.id).collect::<Vec<_>>(),
            [1, 2]
        );
        assert!(
            settings
                .patched(json!({"fusio": {"identities": []}}))
                .unwrap()
                .fusio
                .identities
                .is_empty()
        );
    }

    #[test]
    fn an_error_names_the_key_and_never_the_value() {
        assert_eq!(refused(json!({"fusio": {"nope": 1}})), "fusio.nope: is unknown");
        assert_eq!(
            refused(json!({"fusio": {"debug": "hunter2"}})),
            "fusio.debug: must be a boolean"
        );
        assert_eq!(
            refused(json!({"fusio": {"recaptcha_secret": 5}})),
            "fusio.recaptcha_secret: must be a string"
        );
        assert_eq!(
            refused(json!({"fusio": {"apps": [{"name": "A"}]}})),
            "fusio.apps[0].key: must not be empty"
        );
        assert_eq!(
            refused(json!({"fusio": {"apps_url": "x"}})),
            "fusio.apps_url: must be an http or https URL"
        );
        for origin in [
            "https://a.example/",
            "https://A.example",
            "https://a.example:443",
            "https://ann@a.example",
            "https://ann:secret@a.example",
            "a.example",
            "*",
        ] {
            assert_eq!(
                refused(json!({"cors": {"origins": ["null", origin]}})),
                "cors.origins[1]: must be an origin, such as https://app.example.com"
            );
        }
        assert!(refused(json!({"mail": {"smtp_url": "hunter2"}})).starts_with("mail.smtp_url: "));
        assert_eq!(
            refused(json!({"fusionauth": {"choices": {"verification_ids": 200}}})),
            "fusionauth.choices.verification_ids: must be a status from 400 to 599"
        );
        assert_eq!(refused(json!([])), "settings: must be an object");
        assert_eq!(refused(json!({"fusio": []})), "fusio: must be an object");
        assert_eq!(
            refused(json!({"fusio": {"firewall": null}})),
            "fusio.firewall: must be an object"
        );
    }
}
