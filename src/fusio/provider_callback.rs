//! `POST /consumer/provider/{provider}`: for an app that runs a social login itself.
//!
//! Only Fusio before 4.0 has this endpoint; later versions have [`identity`](super::identity).

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{LoginResponse, ProviderCallbackRequest},
};

operations! {
    /// Exchanges a provider's code for a token. Only for Fusio before 4.0.
    ///
    /// `provider` is `facebook`, `google`, `github` or another provider of the server.
    provider_callback(provider: &str) -> LoginResponse {
        POST "/consumer/provider/{provider}",
        body: Json(&ProviderCallbackRequest),
        caller: None,
        retry: Never,
        answer: [Text("token")],
        rejects: {
            Callback: "the provider refused the code",
            LoginPrevented: "the provider's user may not log in",
            Conflict: "the provider's user has the name or the address of another account",
            NotFound: "there is no such provider, or the server is Fusio 4.0 or later",
            RegistrationDisabled: "the server does not accept registrations",
            Validation,
        },
        // `name` and `email` come from the provider; the request has no such members.
        members: ["name" => [], "email" => []],
    }
}
