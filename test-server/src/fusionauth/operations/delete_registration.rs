//! Deletes a registration.

use axum::http::Method;

use crate::db::Writer;
use crate::fusionauth::answers::{announced, empty};
use crate::fusionauth::call::Call;
use crate::fusionauth::errors::Refusal;
use crate::fusionauth::event::Kind;
use crate::fusionauth::members::text_of;
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::reply::Reply;
use crate::fusionauth::{events, registration, store, tickets};

pub(super) const OPERATION: Operation = Operation {
    name: "deleteRegistration",
    routes: &[Route::key(Method::DELETE, "/api/user/registration/{userId}/{applicationId}")],
    summary: "Delete a registration",
    describe: |shapes, _, about| announced(shapes, empty(about)),
    run: Run::Write(delete),
};

fn delete(call: &Call, db: &Writer) -> Result<Reply, Refusal> {
    let (user, registration) = registration::find(call, db)?;
    let app = text_of(&registration, "applicationId");
    store::delete_registration(db, &user.id, app)?;
    tickets::end(db, tickets::Kind::Registration, &user.id, Some(app))?;
    let kind = Kind::RegistrationDelete;
    let event = events::event(call, db, kind, &user, Some(&registration), None)?;
    Ok(Reply::empty().with_events(event))
}
