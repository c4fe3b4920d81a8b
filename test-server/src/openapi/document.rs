//! Builds the OpenAPI document.

use axum::http::Method;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use super::operation::Operation;

/// A document that is being built: each part of the server adds its operations.
pub(crate) struct Document {
    answers: SchemaGenerator,
    requests: SchemaGenerator,
    paths: Map<String, Value>,
    ids: Vec<String>,
}

impl Document {
    pub(crate) fn new() -> Self {
        let mut answers = SchemaSettings::draft2020_12().for_serialize();
        answers.definitions_path = "/components/schemas".into();
        let mut requests = SchemaSettings::draft2020_12().for_deserialize();
        requests.inline_subschemas = true;
        Self {
            answers: answers.with_transform(RecursiveTransform(close)).into_generator(),
            requests: requests.into_generator(),
            paths: Map::new(),
            ids: Vec::new(),
        }
    }

    /// The schema of a type in answers.
    pub(crate) fn answered<T: JsonSchema>(&mut self) -> Value {
        let mut schema = self.answers.subschema_for::<T>();
        close(&mut schema);
        schema.to_value()
    }

    /// The schema of a type in requests.
    pub(crate) fn sent<T: JsonSchema>(&mut self) -> Value {
        self.requests.subschema_for::<T>().to_value()
    }

    /// Gives a schema a name; returns a reference to it.
    pub(crate) fn named(&mut self, name: &str, schema: Value) -> Value {
        self.answers.definitions_mut().insert(name.to_owned(), schema);
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    /// Adds an operation. Each `{...}` in the path becomes a parameter of the operation.
    pub(crate) fn add(&mut self, path: &str, method: &Method, operation: Operation) {
        let id = operation.id();
        // Some operations have two methods; each method needs its own id.
        let id = match self.ids.contains(&id) {
            true => format!("{id}With{}", capitalised(method.as_str())),
            false => id,
        };
        self.ids.push(id.clone());
        let item = self.paths.entry(path).or_insert_with(|| json!({}));
        if let Value::Object(item) = item {
            item.insert(method.as_str().to_lowercase(), operation.finish(&id, path));
        }
    }

    pub(crate) fn finish(mut self) -> Value {
        json!({
            "openapi": "3.1.0",
            "info": {
                "title": "matricula test server",
                "version": env!("CARGO_PKG_VERSION"),
                "summary": "The APIs of Fusio and FusionAuth, for tests",
                "description": "Answers like the vendors' servers. A fault that a test schedules at `/_test/faults` can replace any answer of the vendors' APIs. Below `/_test`, it can replace only the answers of the captcha verifier and of the login provider.",
                "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
            },
            "servers": [{"url": "/", "description": "This server"}],
            "tags": [
                {"name": "Fusio", "description": "The consumer API of Fusio, the paths below `/authorization`, and the part of Fusio's backend API that sets up social logins."},
                {"name": "FusionAuth", "description": "Registrations, users, logins and tokens of FusionAuth, and objects such as tenants and applications."},
                {"name": "Control", "description": "Control of this server by tests; real servers do not have it."},
                {"name": "Provider", "description": "The built-in provider of social logins."},
            ],
            "paths": self.paths,
            "components": {
                "schemas": self.answers.take_definitions(true),
                "securitySchemes": {
                    "fusioToken": {"type": "http", "scheme": "bearer", "description": "The access token of a login at Fusio. The roles that an operation requires are scopes of the token."},
                    "fusioApp": {"type": "http", "scheme": "basic", "description": "Key and secret of an app, or name and password of a user."},
                    "apiKey": {"type": "apiKey", "in": "header", "name": "Authorization", "description": "An API key of FusionAuth."},
                    "accessToken": {"type": "http", "scheme": "bearer", "description": "The access token of a login at FusionAuth."},
                    "accessTokenCookie": {"type": "apiKey", "in": "cookie", "name": "access_token"},
                    "refreshTokenCookie": {"type": "apiKey", "in": "cookie", "name": "refresh_token"},
                    "providerToken": {"type": "http", "scheme": "bearer", "description": "The access token of the built-in provider."},
                    "providerClient": {"type": "http", "scheme": "basic", "description": "Id and secret of a client of the built-in provider."},
                },
            },
        })
    }
}

/// Allows only the described members, because an answer has no other members.
fn close(schema: &mut Schema) {
    let open = schema.get("properties").is_some() && schema.get("additionalProperties").is_none();
    if let (true, Some(schema)) = (open, schema.as_object_mut()) {
        schema.insert("additionalProperties".into(), false.into());
    }
}

fn capitalised(method: &str) -> String {
    let (first, rest) = method.split_at(1);
    format!("{first}{}", rest.to_lowercase())
}
