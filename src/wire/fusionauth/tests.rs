//! Tests of the bodies. For example, a body loses no known member when it is decoded and encoded, and its debug text
//! shows no secret.

use serde_json::{Value, json};

use super::*;
use crate::wire::round_trip::{every_body, survives};

/// The sample bodies from the vendor's documentation of the registrations API, each with the name of
/// its type.
const SAMPLES: &str = include_str!("../../../tests/fixtures/fusionauth-registrations.json");

#[test]
fn the_samples_of_the_documentation_lose_nothing_when_they_are_read_and_written() {
    let samples: Value = serde_json::from_str(SAMPLES).unwrap();
    let samples = samples.as_array().unwrap();
    assert_eq!(samples.len(), 8);
    for sample in samples {
        let body = &sample["body"];
        match sample["type"].as_str().unwrap() {
            "RegistrationRequest" => drop(survives::<RegistrationRequest>(body)),
            "CreateAndRegisterRequest" => drop(survives::<CreateAndRegisterRequest>(body)),
            "RegistrationResponse" => drop(survives::<RegistrationResponse>(body)),
            "VerificationResponse" => drop(survives::<VerificationResponse>(body)),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn a_registration_request_contains_no_user() {
    let request = RegistrationRequest::new(Registration::new("a"));
    assert_eq!(
        serde_json::to_string(&request).unwrap(),
        r#"{"registration":{"applicationId":"a"}}"#
    );
}

#[test]
fn a_patch_distinguishes_absent_null_and_value() {
    let mut patch = RegistrationPatch::new("a");
    patch.roles = Change::Value(vec!["admin".to_owned()]);
    patch.timezone = Change::Null;
    let text = serde_json::to_string(&PatchRegistrationRequest::new(patch.clone())).unwrap();
    let expected = r#"{"registration":{"applicationId":"a","roles":["admin"],"timezone":null}}"#;
    assert_eq!(text, expected);
    let again: PatchRegistrationRequest = serde_json::from_str(&text).unwrap();
    assert_eq!(again.registration, patch);
    assert!(again.registration.username.is_absent());
}

#[test]
fn an_outcome_has_a_status_and_a_body() {
    let outcome: LoginOutcome =
        serde_json::from_value(json!({"status": "not_registered", "response": {"token": "t"}}))
            .unwrap();
    assert!(matches!(&outcome, LoginOutcome::NotRegistered(_)));
    assert_eq!(outcome.response().token.as_ref().unwrap().expose(), "t");
}

#[test]
fn debug_shows_no_secret() {
    let mut user = User::new("ada@example.com");
    user.password = Some("hunter2".into());
    let mut registration = Registration::new("a");
    registration.authentication_token = Some("hunter2".into());
    let mut request = UserRequest::new(user.clone());
    request.verification_ids = Some(vec!["hunter2".into()]);
    let mut patch = PatchOperation::new("replace", "/user/password");
    patch.value = Some("hunter2".into());
    let text = format!(
        "{:?} {:?} {:?} {request:?} {patch:?}",
        CreateAndRegisterRequest::new(user, registration),
        LoginRequest::new("ada", "hunter2"),
        VerifyRegistrationRequest::new("hunter2"),
    );
    assert!(!text.contains("hunter2"), "{text}");
}

every_body! {
    "fusionauth",
    keeping: [
        Application,
        ApplicationRequest,
        ApplicationResponse,
        ApplicationRole,
        ApplicationsResponse,
        Authenticator,
        ChangePasswordByIdentityRequest,
        ChangePasswordRequest,
        ChangePasswordResponse,
        ChangePasswordUsingJwtRequest,
        Claims,
        CreateAndRegisterRequest,
        Device,
        EventInfo,
        ForgotPasswordRequest,
        ForgotPasswordResponse,
        ImportRequest,
        IssueResponse,
        Jwk,
        JwksResponse,
        Location,
        LoginAction,
        LoginConfiguration,
        LoginPingRequest,
        LoginRequest,
        LoginResponse,
        LogoutRequest,
        Membership,
        MetaData,
        PasswordValidationRules,
        PasswordValidationRulesResponse,
        PasswordlessLoginRequest,
        PasswordlessSendRequest,
        PasswordlessStartRequest,
        PasswordlessStartResponse,
        PatchOperation,
        PatchRegistrationRequest,
        PatchUserRequest,
        PublicKeyResponse,
        RecentLogin,
        RecentLoginsResponse,
        RefreshRequest,
        RefreshResponse,
        RefreshToken,
        RefreshTokenResponse,
        RefreshTokensResponse,
        Registration,
        RegistrationPatch,
        RegistrationRequest,
        RegistrationResponse,
        Tenant,
        TenantRequest,
        TenantResponse,
        TenantsResponse,
        TwoFactor,
        TwoFactorDisableRequest,
        TwoFactorLoginRequest,
        TwoFactorMethod,
        TwoFactorRecoveryCodesResponse,
        TwoFactorRequest,
        TwoFactorResponse,
        TwoFactorSecretResponse,
        TwoFactorSendRequest,
        TwoFactorStartRequest,
        TwoFactorStartResponse,
        TwoFactorStatusRequest,
        TwoFactorStatusResponse,
        TwoFactorTrust,
        TwoFactorUpdateRequest,
        User,
        UserDeleteRequest,
        UserDeleteResponse,
        UserIdentity,
        UserPatch,
        UserRequest,
        UserResponse,
        UserSearchCriteria,
        UserSearchRequest,
        UserSearchResponse,
        ValidateResponse,
        VerificationId,
        VerificationResponse,
        VerifyCompleteRequest,
        VerifyCompleteResponse,
        VerifyEmailRequest,
        VerifyRegistrationRequest,
        VerifyRequest,
        VerifySendRequest,
        VerifyStartRequest,
        VerifyStartResponse,
    ],
    // These types drop unknown members. The outcomes and `TwoFactorStatus` drop them only beside `response`: the body
    // in `response` keeps its unknown members.
    dropping: [
        IssueRequest,
        LoginOutcome,
        LoginPingOutcome,
        PublicKeyRequest,
        RecentLoginsQuery,
        RefreshTokensRequest,
        ResendEmailVerificationRequest,
        ResendRegistrationVerificationRequest,
        RevokeRequest,
        SortField,
        TwoFactorDisableQuery,
        TwoFactorStatus,
        TwoFactorStatusQuery,
        UserDeleteQuery,
        UserIdsQuery,
        UserQuery,
    ],
}
