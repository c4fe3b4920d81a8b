//! The kind of provider in the path of a request.

use axum::extract::{FromRequestParts, Path};
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::settings::ProviderKind;

/// The kind of provider that the path names; 404 if there is no such kind.
pub(super) struct Kind(pub(super) ProviderKind);

impl<S: Send + Sync> FromRequestParts<S> for Kind {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let name = Path::<String>::from_request_parts(parts, state).await.ok();
        let kind = name.and_then(|Path(name)| ProviderKind::named(&name));
        kind.map(Self).ok_or(StatusCode::NOT_FOUND)
    }
}
