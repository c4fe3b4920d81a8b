//! `GET /consumer/identity`: the server's providers for social login.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{Collection, IdentitiesRequest, Identity},
};

operations! {
    /// Lists the providers of social login.
    ///
    /// ```ignore-wasm32
    /// # mod given { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/fusio.rs")); }
    /// # use given::*;
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let (server, client) = confirmed().await?;
    /// # let hub = serde_json::json!({"name": "Hub", "provider": "github", "client_id": "a", "client_secret": "b"});
    /// # server.update_settings(serde_json::json!({"fusio": {"identities": [hub]}})).await?;
    /// let identities = client.identities(&IdentitiesRequest::default()).await?;
    /// let names: Vec<_> = identities.entry.iter().map(|identity| identity.name.as_str()).collect();
    /// assert_eq!(names, ["Hub"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    identities() -> Collection<Identity> {
        GET "/consumer/identity",
        body: Query(&IdentitiesRequest) or None,
        caller: None,
        retry: Safe,
        answer: [Number("totalResults"), List],
        rejects: { NotFound: "no app has the key `appKey`" },
        javascript: {
            /// const { entry = [] } = await fusio.identities();
            /// const names = entry.map(({ name }) => name); // ["Hub"]
        },
    }
}
