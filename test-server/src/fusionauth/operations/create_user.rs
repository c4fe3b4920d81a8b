//! Makes a user.

use axum::http::Method;

use crate::fusionauth::answers::json_body;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::{Errors, Refusal};
use crate::fusionauth::members::{set_member, text_of};
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::tokens::Grant;
use crate::fusionauth::{application, barred, new_user, shapes, tenant, tokens, user};
use crate::openapi::Content;
use crate::openapi::schema::object;

pub(super) const OPERATION: Operation = Operation {
    name: "createUser",
    routes: &[
        Route::key(Method::POST, "/api/user"),
        Route::key(Method::POST, "/api/user/{userId}"),
    ],
    writes: true,
    summary: "Create a user",
    describe: |shapes, _, about| {
        let mut answer = shapes::created();
        answer.push(("user", shapes.user.clone()));
        json_body(about, shapes::user_request()).answer(
            200,
            "The user",
            Content::json(object(answer)),
        )
    },
    run: |call| Box::pin(create(call)),
};

async fn create(call: &Call) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let id = call.id(0, "userId")?;
    let tenant = tenant::of(&call.state, &call.need_tenant().await?).await?;
    let draft = new_user::draft(call, &call.body, id, &tenant, &mut errors).await?;
    errors.check()?;
    let Some(draft) = draft else { return Err(Refusal::malformed()) };
    let app = call.body_id("applicationId")?;
    if let Some(app) = &app {
        application::named(call, app, text_of(&tenant, "id")).await?;
    }
    let created = draft.finish(call).await?;
    created.user.save(&call.state.db).await?;
    let mut body = new_user::announce(call, &created, &tenant, app.as_deref()).await?;
    let barred = barred::find(&call.state, &created.user).await?.is_some();
    if !created.set_password && !barred && !user::is_gated(&tenant, &created.user) {
        let grant = Grant {
            user: &created.user,
            tenant: &tenant,
            application: None,
            registration: None,
            kind: "USER_CREATE",
        };
        tokens::issue(call, &grant, &mut body).await?;
    }
    set_member(&mut body, "user", user::view(call, &created.user, true).await?);
    Ok(Reply::json(body))
}
