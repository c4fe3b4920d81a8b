//! `GET /consumer/identity`: the providers of a social login that the server runs.

use super::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{Collection, IdentitiesRequest, Identity},
};

operations! {
    /// Lists the providers of social login.
    identities() -> Collection<Identity> {
        GET "/consumer/identity",
        body: Query(&IdentitiesRequest) or None,
        caller: None,
        retry: Safe,
        answer: [Number("totalResults"), List],
        rejects: { NotFound: "no app has this key" },
    }
}
