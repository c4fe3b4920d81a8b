//! Deletes a registration.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::empty;
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{registration, store, tickets};

pub(super) const OPERATION: Operation = Operation {
    name: "deleteRegistration",
    routes: &[Route::key(Method::DELETE, "/api/user/registration/{userId}/{applicationId}")],
    summary: "Delete a registration",
    describe: |_, _, about| empty(about),
    run: Run::Write(delete),
};

fn delete(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (user, registration) = registration::find(call, db)?;
    let app = text_of(&registration, "applicationId");
    store::delete_registration(db, &user.id, app)?;
    tickets::end(db, tickets::Kind::Registration, &user.id, Some(app))?;
    Ok(Reply::empty())
}
