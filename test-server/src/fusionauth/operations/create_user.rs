//! Makes a user.

use axum::http::Method;
use serde_json::Value;

use crate::db::{Reader, Writer};
use crate::fusionauth::answers::{announced, json_body};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::event::Kind;
use crate::fusionauth::members::{set_member, text_of};
use crate::fusionauth::new_user::Draft;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tokens::Grant;
use crate::fusionauth::{
    application, barred, events, hooks, keys, new_user, shapes, tenant, tokens, user,
    verify_identity,
};
use crate::openapi::Content;
use crate::openapi::schema::object;

pub(super) const OPERATION: Operation = Operation {
    name: "createUser",
    routes: &[
        Route::key(Method::POST, "/api/user"),
        Route::key(Method::POST, "/api/user/{userId}"),
    ],
    summary: "Create a user",
    describe: |shapes, _, about| {
        let mut answer = shapes::tokens();
        answer.extend(shapes::verifications());
        answer.push(("user", shapes.user.clone()));
        let about = json_body(about, shapes::user_request()).answer(
            200,
            "The user",
            Content::json(object(answer)),
        );
        announced(shapes, about)
    },
    run: Run::Wait(|call| Box::pin(create(call))),
};

async fn create(call: &Call) -> Result<Reply, Refusal> {
    let hash = call.state.db.read(|db| read(call, db))?.draft.hash(call).await?;
    keys::ready(&call.state).await?;
    hooks::write(call, (), |db| write(call, db, read(call, db)?, hash.clone())).await
}

/// What the request creates. `read` is called again in the transaction that writes, because the
/// database may have changed.
struct New {
    tenant: Value,
    app: Option<String>,
    draft: Draft,
}

fn read(call: &Call, db: &Reader) -> Result<New, Refusal> {
    let mut errors = Errors::default();
    let id = call.id(0, "userId")?;
    let tenant = tenant::of(db, &call.need_tenant(db)?)?;
    let id = id.unwrap_or_else(|| call.new_user_id());
    let draft = new_user::draft(call, db, &call.body, Some(id), &tenant, &mut errors)?;
    errors.check()?;
    let Some(draft) = draft else { return Err(Refusal::malformed()) };
    let app = call.body_id("applicationId")?;
    if let Some(app) = &app {
        application::named(db, app, text_of(&tenant, "id"))?;
    }
    Ok(New { tenant, app, draft })
}

fn write(call: &Call, db: &Writer, new: New, hash: Option<String>) -> Result<Reply, Refusal> {
    let New { tenant, app, draft } = new;
    let mut created = draft.finish(call, &tenant, hash);
    created.save(db)?;
    let (mut body, letters) = new_user::announce(call, db, &created, &tenant, app.as_deref())?;
    let barred = barred::find(&call.state, db, &created.user)?.is_some();
    let classic = call.settings.fusionauth.classic;
    let gated = verify_identity::is_gated(&tenant, &created.user, classic);
    if created.set_password.is_none() && !barred && !gated {
        let grant = Grant {
            user: &created.user,
            tenant: &tenant,
            application: None,
            registration: None,
            kind: "USER_CREATE",
        };
        tokens::issue(call, db, &grant, &mut body)?;
    }
    set_member(&mut body, "user", user::view(db, &created.user, true)?);
    let event = events::event(call, db, Kind::UserCreate, &created.user, None, None)?;
    Ok(Reply::json(body).with_letters(letters).with_events(event))
}
