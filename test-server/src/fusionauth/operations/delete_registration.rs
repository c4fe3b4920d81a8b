//! Deletes a registration.

use axum::http::Method;

use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{registration, tickets};

pub(super) const OPERATION: Operation = Operation {
    name: "deleteRegistration",
    routes: &[Route::key(Method::DELETE, "/api/user/registration/{userId}/{applicationId}")],
    writes: true,
    summary: "Delete a registration",
    describe: |_, _, about| empty(about),
    run: |call| Box::pin(delete(call)),
};

async fn delete(call: &Call) -> Result<Reply, Refusal> {
    let (user, registration) = registration::find(call).await?;
    let app = text_of(&registration, "applicationId");
    let query = "DELETE FROM fusionauth_registration WHERE user_id = $1 AND application_id = $2";
    sqlx::query(query).bind(&user.id).bind(app).execute(&call.state.db).await?;
    tickets::end(&call.state.db, tickets::Kind::Registration, &user.id, Some(app)).await?;
    Ok(Reply::empty())
}
