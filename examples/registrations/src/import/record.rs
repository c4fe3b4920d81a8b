//! Makes the request for an entry, with ids that are the same in every run.

use matricula::{
    Members,
    fusionauth::{CreateAndRegisterRequest, Registration, RegistrationRequest},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use uuid::Uuid;

/// Makes ids from the SHA-256 of the file and the number of the line. A line has the same ids in
/// every run, so the server's answer for an id shows whether the line was imported before.
pub(super) struct Ids {
    /// SHA-256 of the file.
    digest: String,
    /// The application for the lines that name no application.
    application: Option<String>,
}

/// The request for an entry. It can be sent several times, because its ids stay the same. It may
/// contain a password, so it has no `Debug`.
pub(super) struct Record {
    pub(super) user_id: String,
    /// Whether this program has chosen the id of the user, because the line has none.
    pub(super) own_user_id: bool,
    pub(super) body: Body,
}

pub(super) enum Body {
    /// A new user with its registration.
    New(Box<CreateAndRegisterRequest>),
    /// A registration for an existing user.
    Existing(Box<RegistrationRequest>),
}

impl Ids {
    pub(super) fn new(digest: &str, application: Option<&str>) -> Self {
        Self { digest: digest.to_owned(), application: application.map(str::to_owned) }
    }

    /// The record of a line, or the reason why the line is wrong.
    pub(super) fn record(&self, line: u64, value: Value) -> Result<Record, String> {
        let Value::Object(mut members) = value else { return Err("is not an object".to_owned()) };
        let given = match members.remove("userId") {
            None => None,
            Some(Value::String(id)) => Some(id),
            Some(_) => return Err("userId is not a string".to_owned()),
        };
        let registration = members.entry("registration").or_insert_with(|| Map::new().into());
        if let Value::Object(registration) = registration {
            if let Some(application) = &self.application {
                registration.entry("applicationId").or_insert_with(|| application.clone().into());
            }
            if !registration.contains_key("applicationId") {
                return Err("registration.applicationId is missing".to_owned());
            }
        }
        let mut body = match (members.contains_key("user"), &given) {
            (true, _) => Body::New(Box::new(read(members)?)),
            (false, Some(_)) => Body::Existing(Box::new(read(members)?)),
            (false, None) => return Err("has neither `user` nor `userId`".to_owned()),
        };
        if let Some(name) = body.unknown() {
            return Err(format!("{name} is unknown"));
        }
        let registration = match &mut body {
            Body::New(request) => &mut request.registration,
            Body::Existing(request) => &mut request.registration,
        };
        let id = format!("{line}:{}", registration.application_id);
        registration.id.get_or_insert_with(|| self.id(&id));
        let own_user_id = given.is_none();
        let user_id = given.unwrap_or_else(|| self.id(&line.to_string()));
        Ok(Record { user_id, own_user_id, body })
    }

    fn id(&self, name: &str) -> String {
        let name = format!("urn:sha256:{}:{name}", self.digest);
        Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).to_string()
    }
}

impl Record {
    pub(super) fn registration(&self) -> &Registration {
        match &self.body {
            Body::New(request) => &request.registration,
            Body::Existing(request) => &request.registration,
        }
    }
}

impl Body {
    /// Finds a member that the client does not know, because a server could ignore such a member
    /// without an error. Also finds `user.id`: the id of the user must be in `userId`.
    fn unknown(&self) -> Option<String> {
        let name = |place: &str, members: &Members| {
            members.keys().next().map(|name| format!("{place}{name}"))
        };
        match self {
            Self::New(request) => name("", &request.extra)
                .or_else(|| name("user.", &request.user.extra))
                .or_else(|| request.user.id.as_ref().map(|_| "user.id".to_owned()))
                .or_else(|| name("registration.", &request.registration.extra)),
            Self::Existing(request) => name("", &request.extra)
                .or_else(|| name("registration.", &request.registration.extra)),
        }
    }
}

/// Reads members as a body. Serde's message can quote a value, so the error names only the
/// member.
fn read<T: DeserializeOwned>(members: Map<String, Value>) -> Result<T, String> {
    serde_path_to_error::deserialize(Value::Object(members))
        .map_err(|error| format!("{} has the wrong type", error.path()))
}
