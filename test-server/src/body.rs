//! Reads request bodies. A body that is too long is read, too, up to a second limit. Otherwise the
//! client could miss the answer.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use http_body_util::BodyExt;

use crate::platform;

/// The usual limit for a body, in bytes. Longer bodies are refused.
pub(crate) const LONGEST: usize = 1024 * 1024;
/// How many bytes of a body are read beyond its limit. A client that is still sending when the
/// connection is closed may never read the answer.
const DISCARDED: usize = 31 * LONGEST;
/// How long to wait for the end of a body that nobody needs.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why a body could not be read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Unread {
    TooLong,
    Interrupted,
}

impl Unread {
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Interrupted => StatusCode::BAD_REQUEST,
        }
    }

    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::TooLong => "The request body is too large",
            Self::Interrupted => "The request body ended early",
        }
    }
}

/// The body; an error if it is too long or ends early.
pub(crate) async fn read(body: Body) -> Result<Bytes, Unread> {
    read_within(body, LONGEST).await
}

/// Like [`read`], but with the limit `longest`.
pub(crate) async fn read_within(mut body: Body, longest: usize) -> Result<Bytes, Unread> {
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Unread::Interrupted)?.into_data() else { continue };
        length += data.len();
        if length > longest + DISCARDED {
            break;
        }
        if length <= longest {
            bytes.extend_from_slice(&data);
        }
    }
    if length > longest { Err(Unread::TooLong) } else { Ok(bytes.into()) }
}

/// Reads a body that nobody needs, so that the sender can finish before it gets the answer.
pub(crate) async fn discard(body: Body) {
    let _ = platform::within(PATIENCE, read(body)).await;
}
