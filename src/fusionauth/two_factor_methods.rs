//! `/api/user/two-factor`: the second factors of a user.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{
        TwoFactorDisableQuery, TwoFactorDisableRequest, TwoFactorRecoveryCodesResponse,
        TwoFactorRequest, TwoFactorResponse, TwoFactorSecretResponse, TwoFactorSendRequest,
        TwoFactorUpdateRequest,
    },
};

operations! {
    /// Makes the secret of an authenticator app. The server does not store the secret:
    /// [`enable_two_factor`](Self::enable_two_factor) sends it back, with a code from the app.
    generate_two_factor_secret() -> TwoFactorSecretResponse {
        GET "/api/two-factor/secret",
        body: None,
        caller: Key,
        retry: Safe,
        answer: [Text("secret"), Text("secretBase32Encoded")],
        rejects: { Unauthorized },
    }

    /// Makes the secret of an authenticator app, with the access token of the user.
    generate_two_factor_secret_using_jwt() -> TwoFactorSecretResponse {
        GET "/api/two-factor/secret",
        body: None,
        caller: Token,
        retry: Safe,
        answer: [Text("secret"), Text("secretBase32Encoded")],
        rejects: { Unauthorized },
    }

    /// Sends a code to an e-mail address or a phone number. The code is for adding or removing a second factor.
    send_two_factor_code_for_enable_disable() -> () {
        POST "/api/two-factor/send",
        body: Json(&TwoFactorSendRequest),
        caller: Key,
        retry: Never,
        answer: [Empty],
        rejects: {
            NotFound: "the user does not exist",
            Validation: "the second factor is unknown, or codes cannot be sent to it",
            Unauthorized,
        },
    }

    /// Sends the code with which the user of an access token adds or removes a second factor.
    send_two_factor_code_for_enable_disable_using_jwt() -> () {
        POST "/api/two-factor/send",
        body: Json(&TwoFactorSendRequest),
        caller: Token,
        retry: Never,
        answer: [Empty],
        rejects: {
            Validation: "the second factor is unknown, or codes cannot be sent to it",
            Unauthorized,
        },
    }

    /// Adds a second factor to a user. If the user had no second factor before, the answer has the recovery codes.
    enable_two_factor(user_id: &str) -> TwoFactorResponse {
        POST "/api/user/two-factor/{userId}",
        body: Json(&TwoFactorRequest),
        caller: Key,
        retry: Never,
        answer: [],
        statuses: {
            421 => InvalidCredentials: "the code is wrong, used or expired",
        },
        rejects: {
            NotFound: "the user does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Adds a second factor to the access token's user. If the user had no second factor before, the
    /// answer has the recovery codes.
    enable_two_factor_using_jwt() -> TwoFactorResponse {
        POST "/api/user/two-factor",
        body: Json(&TwoFactorRequest),
        caller: Token,
        retry: Never,
        answer: [],
        statuses: {
            421 => InvalidCredentials: "the code is wrong, used or expired",
        },
        rejects: {
            Validation,
            Unauthorized,
        },
    }

    /// Removes a second factor of a user. A recovery code removes all second factors. The code is in the address of
    /// the request, and such addresses may get into logs, so prefer
    /// [`disable_two_factor_with_request`](Self::disable_two_factor_with_request).
    disable_two_factor(user_id: &str) -> () {
        DELETE "/api/user/two-factor/{userId}",
        body: Query(&TwoFactorDisableQuery),
        caller: Key,
        retry: Never,
        answer: [Empty],
        statuses: {
            421 => InvalidCredentials: "the code is wrong, used or expired",
        },
        rejects: {
            NotFound: "the user or the second factor does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Removes a second factor of a user. A recovery code removes all second factors.
    disable_two_factor_with_request(user_id: &str) -> () {
        DELETE "/api/user/two-factor/{userId}",
        body: Json(&TwoFactorDisableRequest),
        caller: Key,
        retry: Never,
        answer: [Empty],
        statuses: {
            421 => InvalidCredentials: "the code is wrong, used or expired",
        },
        rejects: {
            NotFound: "the user or the second factor does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Removes a second factor of the access token's user. A recovery code removes all second factors.
    disable_two_factor_using_jwt() -> () {
        DELETE "/api/user/two-factor",
        body: Json(&TwoFactorDisableRequest),
        caller: Token,
        retry: Never,
        answer: [Empty],
        statuses: {
            421 => InvalidCredentials: "the code is wrong, used or expired",
        },
        rejects: {
            NotFound: "the second factor does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Changes the name of a second factor.
    ///
    /// Since FusionAuth 1.68.0.
    update_two_factor(user_id: &str) -> () {
        PUT "/api/user/two-factor/{userId}",
        body: Json(&TwoFactorUpdateRequest),
        caller: Key,
        retry: Safe,
        answer: [Empty],
        rejects: {
            NotFound: "the user or the second factor does not exist",
            Validation,
            Unauthorized,
        },
    }

    /// Makes new recovery codes for a user. The old ones become invalid.
    generate_two_factor_recovery_codes(user_id: &str) -> TwoFactorRecoveryCodesResponse {
        POST "/api/user/two-factor/recovery-code/{userId}",
        body: None,
        caller: Key,
        retry: Unanswered,
        answer: [],
        rejects: {
            NotFound: "the user does not exist, or has no second factor",
            Unauthorized,
        },
    }

    /// Returns the recovery codes of a user. Since FusionAuth 1.68.0, the answer has no codes.
    retrieve_two_factor_recovery_codes(user_id: &str) -> TwoFactorRecoveryCodesResponse {
        GET "/api/user/two-factor/recovery-code/{userId}",
        body: None,
        caller: Key,
        retry: Safe,
        answer: [],
        rejects: {
            NotFound: "the user does not exist",
            Unauthorized,
        },
    }
}
