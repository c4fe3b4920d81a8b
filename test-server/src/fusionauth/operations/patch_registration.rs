//! Changes a registration.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::db::Writer;
use crate::fusionauth::answers::{announced, member, patch_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::patch::Mode;
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{normalize, patch as patches, registration, shapes, store};

pub(super) const OPERATION: Operation = Operation {
    name: "patchRegistration",
    routes: &[
        Route::key(Method::PATCH, "/api/user/registration/{userId}"),
        Route::key(Method::PATCH, "/api/user/registration/{userId}/{applicationId}"),
    ],
    summary: "Change a registration",
    describe: |shapes, _, about| {
        let about = patch_body(shapes, about, shapes::registration_request());
        announced(shapes, member(about, "registration", &shapes.registration))
    },
    run: Run::Write(patch),
};

fn patch(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let id = call.need_id(0, "userId")?;
    let in_path = call.id(1, "applicationId")?;
    let in_body = call.body.pointer("/registration/applicationId").and_then(Value::as_str);
    let app = in_path.clone().or_else(|| in_body.and_then(normalize::uuid));
    let current = match &app {
        Some(app) => store::registration(db, &id, app)?,
        None => None,
    };
    let blind = in_path.is_none() && call.settings.fusionauth.bug_3061;
    let current = match current {
        _ if blind => json!({}),
        Some(mut current) => {
            // The id cannot be patched, so it is removed before the patch.
            if let Value::Object(members) = &mut current {
                members.remove("id");
            }
            current
        }
        // Without an application in the path or the body, there is no registration to patch, so
        // `replace` refuses the request.
        None if call.mode != Mode::Original && in_body.is_none() && in_path.is_none() => {
            return registration::replace(call, db, &json!({"registration": {}}));
        }
        None => json!({}),
    };
    let mut document = json!({"registration": current});
    if call.mode == Mode::Json && in_path.is_some() && current_is_empty(&document) {
        return Err(Refusal::not_found());
    }
    if call.mode == Mode::Original && call.body.get("registration").is_none_or(Value::is_null) {
        document = json!({});
    }
    registration::replace(call, db, &patches::apply(call.mode, document, &call.body)?)
}

fn current_is_empty(document: &Value) -> bool {
    document.get("registration").and_then(Value::as_object).is_none_or(Map::is_empty)
}
