//! Sends mails: always to the outbox, and also over SMTP if a mail server is configured. Text messages go
//! to the outbox only.

use std::sync::{Mutex, MutexGuard, PoisonError};

use lettre::Address;
use lettre::message::Mailbox;
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Message, SinglePart};
use linkify::{LinkFinder, LinkKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::platform::Mailer;
use crate::ring::{Item, Ring};
use crate::settings::MailSettings;

/// How a message reaches its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MailKind {
    /// A mail to an address.
    #[default]
    Mail,
    /// A text message to a telephone number.
    Sms,
}

/// A mail or a text message, as the outbox shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mail {
    /// Its number in this outbox, from 1.
    pub id: u64,
    /// When it was sent, in milliseconds since 1970 on the server's clock.
    pub at_ms: i64,
    /// Whether it is a mail or a text message.
    pub kind: MailKind,
    /// The mail address or the telephone number it went to.
    pub to: String,
    /// The address it came from; empty for a text message.
    pub from: String,
    /// Its subject.
    pub subject: String,
    /// The text. The values that replace the placeholders of the template are not escaped in it.
    pub text: String,
    /// The HTML that is sent: the same text, but with these values escaped. For a text message, it
    /// is the same as `text`.
    pub html: String,
    /// The links in its text, in order.
    pub links: Vec<String>,
}

/// A mail or a text message to be sent: a template and the values of its placeholders.
pub(crate) struct Letter<'a> {
    pub(crate) to: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) template: &'a str,
    pub(crate) values: &'a [(&'a str, &'a str)],
}

/// The mail could not be sent. The error message says why. It contains no address and no URL.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MailError {
    #[error("the mail address or text is invalid")]
    Message,
    #[error("the mail server refused the mail, or it cannot be reached")]
    Transport,
}

/// The mails that the server keeps, oldest first. The links of a mail are found when the mail is read.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Outbox(Mutex<Ring<Stored>>);

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    id: u64,
    at_ms: i64,
    #[serde(default)]
    kind: MailKind,
    to: String,
    from: String,
    subject: String,
    text: String,
    /// The HTML; `None` if the HTML is the same as `text`.
    html: Option<String>,
}

impl Outbox {
    /// Stores the mail, and sends it if a mail server is configured.
    pub(crate) async fn send(
        &self,
        letter: Letter<'_>,
        mail: &MailSettings,
        host: &str,
        at_ms: i64,
    ) -> Result<(), MailError> {
        let from = mail.from.clone().unwrap_or_else(|| format!("registration@{host}"));
        let text = fill(letter.template, letter.values, str::to_owned);
        let html = fill(letter.template, letter.values, |value| {
            html_escape::encode_double_quoted_attribute(value).into_owned()
        });
        self.keep(Stored {
            id: 0,
            at_ms,
            kind: MailKind::Mail,
            to: letter.to.to_owned(),
            from: from.clone(),
            subject: letter.subject.to_owned(),
            html: (html != text).then(|| html.clone()),
            text,
        });
        let Some(url) = &mail.smtp_url else { return Ok(()) };
        let part = SinglePart::builder()
            .header(ContentType::TEXT_HTML)
            .header(ContentTransferEncoding::QuotedPrintable)
            .body(html);
        let message = Message::builder()
            .from(mailbox(&from)?)
            .to(mailbox(letter.to)?)
            .subject(letter.subject)
            .singlepart(part)
            .map_err(|_| MailError::Message)?;
        let mailer = Mailer::new(url).ok_or(MailError::Transport)?;
        if mailer.send(message).await { Ok(()) } else { Err(MailError::Transport) }
    }

    /// Stores a text message.
    pub(crate) fn keep_sms(&self, letter: &Letter<'_>, at_ms: i64) {
        self.keep(Stored {
            id: 0,
            at_ms,
            kind: MailKind::Sms,
            to: letter.to.to_owned(),
            from: String::new(),
            subject: letter.subject.to_owned(),
            text: fill(letter.template, letter.values, str::to_owned),
            html: None,
        });
    }

    /// The mails to an address, or all mails if there is no address; oldest first. The case of the
    /// address does not matter.
    pub(crate) fn read(&self, to: Option<&str>) -> Vec<Mail> {
        let to = to.map(str::to_lowercase);
        let meant = |mail: &&Stored| to.as_ref().is_none_or(|to| mail.to.to_lowercase() == *to);
        self.lock().iter().filter(meant).map(Stored::shown).collect()
    }

    /// One mail, if it is still there.
    pub(crate) fn get(&self, id: u64) -> Option<Mail> {
        self.lock().get_mut(id.checked_sub(1)?).map(|mail| mail.shown())
    }

    /// Forgets all mails.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// Exchanges all mails with those of `other`.
    pub(crate) fn swap(&self, other: &Self) {
        std::mem::swap(&mut *self.lock(), &mut *other.lock());
    }

    fn keep(&self, mail: Stored) {
        let mut kept = self.lock();
        let id = kept.next() + 1;
        kept.push(Stored { id, ..mail });
    }

    fn lock(&self) -> MutexGuard<'_, Ring<Stored>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Item for Stored {
    fn bytes(&self) -> usize {
        let html = self.html.as_deref().unwrap_or_default();
        let texts = [&*self.to, &self.from, &self.subject, &self.text, html];
        texts.map(str::len).iter().sum()
    }
}

impl Stored {
    fn shown(&self) -> Mail {
        Mail {
            id: self.id,
            at_ms: self.at_ms,
            kind: self.kind,
            to: self.to.clone(),
            from: self.from.clone(),
            subject: self.subject.clone(),
            text: self.text.clone(),
            html: self.html.clone().unwrap_or_else(|| self.text.clone()),
            links: pieces(&self.text).iter().filter_map(Piece::link).collect(),
        }
    }
}

/// Replaces placeholders in one pass, so that a placeholder in a value is not replaced.
fn fill(template: &str, values: &[(&str, &str)], escape: impl Fn(&str) -> String) -> String {
    let mut text = String::with_capacity(template.len() + 256);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let value = after.split_once('}').and_then(|(name, rest)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (value, rest))
        });
        rest = match value {
            Some((value, after)) => {
                text.push_str(&escape(value));
                after
            }
            None => {
                text.push('{');
                after
            }
        };
    }
    text.push_str(rest);
    text
}

fn mailbox(text: &str) -> Result<Mailbox, MailError> {
    // `Mailbox` cannot parse an address whose domain is an IP address. The default sender can have
    // such an address.
    text.parse::<Mailbox>()
        .or_else(|_| text.parse::<Address>().map(Mailbox::from))
        .map_err(|_| MailError::Message)
}

/// A piece of a text: a link, or text without a link.
pub(crate) enum Piece<'a> {
    Text(&'a str),
    Link(&'a str),
}

impl Piece<'_> {
    fn link(&self) -> Option<String> {
        match self {
            Self::Text(_) => None,
            Self::Link(link) => Some((*link).to_owned()),
        }
    }
}

/// Splits a text into its links and the text around them.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let spans = finder.spans(text).map(|span| match span.kind() {
        Some(_) => Piece::Link(span.as_str()),
        None => Piece::Text(span.as_str()),
    });
    spans.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_outbox_shows_mails_with_their_links() {
        let outbox = Outbox::default();
        let values = [
            ("apps_url", "http://127.0.0.1:1/apps"),
            ("name", "<b>{token}"),
            ("token", "a.b-c_d.e"),
        ];
        let letter = Letter {
            to: "alice@example.test",
            subject: "Hello",
            template: "Hi {name} {nope},\n{apps_url}/activate/{token}\n",
            values: &values,
        };
        outbox.send(letter, &MailSettings::default(), "127.0.0.1", 7).await.unwrap();
        let mails = outbox.read(Some("alice@example.test"));
        assert_eq!(mails.len(), 1);
        assert_eq!((mails[0].id, mails[0].at_ms), (1, 7));
        assert_eq!(outbox.get(1).as_ref(), mails.first());
        assert_eq!(outbox.get(2), None);
        assert_eq!(mails[0].from, "registration@127.0.0.1");
        assert_eq!(
            mails[0].text,
            "Hi <b>{token} {nope},\nhttp://127.0.0.1:1/apps/activate/a.b-c_d.e\n"
        );
        assert!(mails[0].html.starts_with("Hi &lt;b&gt;{token}"));
        assert_eq!(mails[0].links, ["http://127.0.0.1:1/apps/activate/a.b-c_d.e"]);
        assert_eq!(outbox.read(Some("Alice@EXAMPLE.test")), mails);
        assert!(outbox.read(Some("bob@example.test")).is_empty());
    }

    #[test]
    fn a_sender_may_have_a_display_name_and_its_domain_may_be_an_ip_address() {
        assert!(mailbox("registration@127.0.0.1").is_ok());
        assert!(mailbox("Sender <a@example.test>").is_ok());
        assert!(mailbox("nobody").is_err());
    }
}
