//! One entry of the input as the request that it becomes, with ids that are the same in every run.

use matricula::{
    Members,
    fusionauth::{CreateAndRegisterRequest, Registration, RegistrationRequest},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use uuid::Uuid;

/// Where ids come from: the content of the file, so that a line has the same ids whenever it is
/// imported, and what the server says of an id tells whether it was.
pub(super) struct Ids {
    digest: String,
    /// The application of records that name none.
    application: Option<String>,
}

/// A record that can be sent, again and again. It may hold a password, so it has no `Debug`.
pub(super) struct Record {
    pub(super) user_id: String,
    /// Whether the id of the user is our own choice.
    pub(super) own_user_id: bool,
    pub(super) body: Body,
}

pub(super) enum Body {
    /// A new user with its registration.
    New(Box<CreateAndRegisterRequest>),
    /// A registration for a user who is there.
    Existing(Box<RegistrationRequest>),
}

impl Ids {
    pub(super) fn new(digest: &str, application: Option<&str>) -> Self {
        Self { digest: digest.to_owned(), application: application.map(str::to_owned) }
    }

    /// The record for what stands in a line, or what is wrong with it.
    pub(super) fn record(&self, line: u64, value: Value) -> Result<Record, String> {
        let Value::Object(mut members) = value else { return Err("is no object".to_owned()) };
        let given = match members.remove("userId") {
            None => None,
            Some(Value::String(id)) => Some(id),
            Some(_) => return Err("userId is not a text".to_owned()),
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
            return Err(format!("{name} is not known"));
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
    /// A member that the server would overlook, so that nobody misses it.
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

/// What serde says may quote a value, so only the place is told.
fn read<T: DeserializeOwned>(members: Map<String, Value>) -> Result<T, String> {
    serde_path_to_error::deserialize(Value::Object(members))
        .map_err(|error| format!("{} is not of the right type", error.path()))
}
