//! One operation of the document: its parameters, its body, and its answers by status.

use serde_json::{Map, Value, json};

use super::schema;

/// The bodies of an answer or request, by content type.
#[derive(Default)]
pub(crate) struct Content(Map<String, Value>, bool);

impl Content {
    /// JSON with this schema.
    pub(crate) fn json(schema: Value) -> Self {
        Self::default().or("application/json", schema)
    }

    /// A page.
    pub(crate) fn html() -> Self {
        Self::default().or("text/html", schema::text())
    }

    /// Plain text, for example about a request that the framework (axum) cannot read.
    pub(crate) fn plain() -> Self {
        Self::default().or("text/plain", schema::text())
    }

    /// No body.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The body may also be absent. OpenAPI cannot express this, so the answer gets the member
    /// `x-may-be-empty`.
    pub(crate) fn or_none(mut self) -> Self {
        self.1 = true;
        self
    }

    /// The body may also have this content type.
    pub(crate) fn or(mut self, kind: &str, schema: Value) -> Self {
        let media = Map::from_iter([("schema".to_owned(), schema)]);
        self.0.insert(kind.to_owned(), media.into());
        self
    }
}

/// The description of an operation.
pub(crate) struct Operation {
    id: String,
    tag: &'static str,
    summary: String,
    security: Vec<Value>,
    parameters: Vec<Value>,
    body: Option<Value>,
    answers: Map<String, Value>,
}

impl Operation {
    /// An operation with its tag, its id and a summary of what it does.
    pub(crate) fn new(tag: &'static str, id: &str, summary: &str) -> Self {
        let operation = Self {
            id: id.to_owned(),
            tag,
            summary: summary.to_owned(),
            security: Vec::new(),
            parameters: Vec::new(),
            body: None,
            answers: Map::new(),
        };
        operation.answer(408, "The request has taken longer than a minute", Content::none()).answer(
            421,
            "The request is for a host that this server does not accept",
            Content::plain(),
        )
    }

    /// Who may call: everyone with the credentials of one of these schemes. An empty name stands for
    /// everybody.
    pub(crate) fn security(mut self, schemes: &[&str]) -> Self {
        let named = |scheme: &&str| match *scheme {
            "" => json!({}),
            scheme => json!({scheme: []}),
        };
        self.security = schemes.iter().map(named).collect();
        self
    }

    /// Who may call: whoever has a token of this scheme with this role.
    pub(crate) fn role(mut self, scheme: &str, role: &str) -> Self {
        self.security = vec![json!({scheme: [role]})];
        self
    }

    /// A parameter that may be absent, in the `query` or `header`.
    pub(crate) fn parameter(mut self, place: &str, name: &str, schema: Value) -> Self {
        let mut parameter = Map::from_iter([("schema".to_owned(), schema)]);
        parameter.insert("name".into(), name.into());
        parameter.insert("in".into(), place.into());
        self.parameters.push(parameter.into());
        self
    }

    /// Optional parameters of the query.
    pub(crate) fn query(self, parameters: &[(&str, Value)]) -> Self {
        let add = |operation: Self, (name, schema): &(&str, Value)| {
            operation.parameter("query", name, schema.clone())
        };
        parameters.iter().fold(self, add)
    }

    /// Describes a variable segment of the path. Variable segments without a description become texts.
    pub(crate) fn segment(mut self, name: &str, schema: &Value) -> Self {
        self.parameters.push(segment(name, schema));
        self
    }

    /// The body that the operation takes.
    pub(crate) fn body(mut self, required: bool, content: Content) -> Self {
        let mut body = Map::from_iter([("content".to_owned(), content.0.into())]);
        body.insert("required".into(), required.into());
        self.body = Some(body.into());
        self
    }

    /// The form that the operation takes, and how the framework refuses a form that it cannot read.
    pub(crate) fn form(self, schema: Value) -> Self {
        self.body(true, Content::default().or("application/x-www-form-urlencoded", schema))
            .answer(415, "The body is not a form", Content::plain())
            .answer(422, "The form is invalid", Content::plain())
    }

    /// Adds the answer to a body of more than 1 MiB. Most paths below `/_test` have this limit.
    pub(crate) fn bounded(self) -> Self {
        let problem = schema::object([("error", schema::text())]);
        self.answer(413, "The body is longer than 1 MiB", Content::json(problem))
    }

    /// Adds an answer. It replaces an earlier answer with the same status.
    pub(crate) fn answer(mut self, status: u16, about: &str, content: Content) -> Self {
        let mut answer = json!({"description": about});
        if let (Value::Object(answer), false) = (&mut answer, content.0.is_empty()) {
            answer.insert("content".into(), content.0.into());
            if content.1 {
                answer.insert("x-may-be-empty".into(), true.into());
            }
        }
        self.answers.insert(status.to_string(), answer);
        self
    }

    pub(super) fn id(&self) -> String {
        self.id.clone()
    }

    /// The operation object. Variable segments of the path that are not described yet become texts.
    pub(super) fn finish(mut self, id: &str, path: &str) -> Value {
        for name in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
            let known = |parameter: &Value| {
                parameter.get("in").is_some_and(|place| place == "path")
                    && parameter.get("name").is_some_and(|known| known == name)
            };
            if !self.parameters.iter().any(known) {
                self.parameters.push(segment(name, &schema::text()));
            }
        }
        let mut operation = json!({
            "operationId": id,
            "tags": [self.tag],
            "summary": self.summary,
            "parameters": self.parameters,
            "security": self.security,
            "responses": self.answers,
        });
        if let (Value::Object(members), Some(body)) = (&mut operation, self.body) {
            members.insert("requestBody".into(), body);
        }
        operation
    }
}

fn segment(name: &str, schema: &Value) -> Value {
    json!({"name": name, "in": "path", "required": true, "schema": schema})
}
