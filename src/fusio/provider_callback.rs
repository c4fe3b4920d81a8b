//! `POST /consumer/provider/{provider}`: social login that the app drives.
//!
//! Fusio before 4.0 has this; later ones have [`identity`](super::identity).

use super::Client;
use crate::{
    transport::declare::operations,
    wire::fusio::{LoginResponse, ProviderCallbackRequest},
};

operations! {
    /// Exchanges a provider's code for a token. Only Fusio before 4.0 has this.
    ///
    /// `provider` is `facebook`, `google`, `github` or one that the server adds to them.
    provider_callback(provider: &str) -> LoginResponse {
        POST "/consumer/provider/{provider}",
        body: Json(&ProviderCallbackRequest),
        caller: None,
        retry: Never,
        answer: [Text("token")],
        rejects: {
            Callback: "the provider does not take the code",
            LoginPrevented: "the provider's user may not log in",
            Conflict: "the provider's user has the name or the address of another account",
            NotFound: "there is no such provider; also on Fusio 4.0 and later",
            RegistrationDisabled: "the server takes no registrations",
            Validation,
        },
        // These refusals are about what the provider said of the user.
        members: ["name" => [], "email" => []],
    }
}
