//! Every body keeps what it is given: the samples of the documentation, and whatever else there is.

use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::*;

/// The sample bodies of the registration API's page, with the type that each belongs to.
const SAMPLES: &str = include_str!("../../../tests/fixtures/fusionauth-registrations.json");

fn survives<T: Serialize + DeserializeOwned>(json: &Value) {
    let value: T = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&value).unwrap(), *json);
}

#[test]
fn the_samples_of_the_documentation_survive() {
    let samples: Value = serde_json::from_str(SAMPLES).unwrap();
    let samples = samples.as_array().unwrap();
    assert_eq!(samples.len(), 8);
    for sample in samples {
        let body = &sample["body"];
        match sample["type"].as_str().unwrap() {
            "RegistrationRequest" => survives::<RegistrationRequest>(body),
            "CreateAndRegisterRequest" => survives::<CreateAndRegisterRequest>(body),
            "RegistrationResponse" => survives::<RegistrationResponse>(body),
            "VerificationResponse" => survives::<VerificationResponse>(body),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn a_registration_of_a_known_user_has_no_user() {
    let request = RegistrationRequest::new(Registration::new("a"));
    assert_eq!(
        serde_json::to_string(&request).unwrap(),
        r#"{"registration":{"applicationId":"a"}}"#
    );
}

#[test]
fn a_patch_tells_absent_null_and_value_apart() {
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
fn an_outcome_is_its_word_and_its_body() {
    let outcome: LoginOutcome =
        serde_json::from_value(json!({"status": "not_registered", "response": {"token": "t"}}))
            .unwrap();
    assert!(matches!(&outcome, LoginOutcome::NotRegistered(_)));
    assert_eq!(outcome.response().token.as_ref().unwrap().expose(), "t");
}

#[test]
fn no_secret_shows_in_debug() {
    let mut user = User::new("ada@example.com");
    user.password = Some("hunter2".into());
    let mut registration = Registration::new("a");
    registration.authentication_token = Some("hunter2".into());
    let text = format!(
        "{:?} {:?} {:?}",
        CreateAndRegisterRequest::new(user, registration),
        LoginRequest::new("ada", "hunter2"),
        VerifyRegistrationRequest::new("hunter2"),
    );
    assert!(!text.contains("hunter2"), "{text}");
}

fn free() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,6}", inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// A JSON value of the same types as `like`, with other values.
fn other(like: &Value) -> BoxedStrategy<Value> {
    match like {
        Value::Bool(_) => any::<bool>().prop_map(Value::from).boxed(),
        Value::Number(_) => any::<i64>().prop_map(Value::from).boxed(),
        Value::Array(list) => match list.first() {
            Some(first) => prop::collection::vec(other(first), 0..4).prop_map(Value::from).boxed(),
            None => Just(json!([])).boxed(),
        },
        Value::Object(map) if map.is_empty() => {
            prop::collection::btree_map("[a-z]{1,6}", free(), 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect()))
                .boxed()
        }
        Value::Object(map) => {
            let members: Vec<_> =
                map.iter().map(|(name, like)| (Just(name.clone()), other(like))).collect();
            members.prop_map(|members| Value::Object(members.into_iter().collect())).boxed()
        }
        _ => ".{0,12}".prop_map(Value::from).boxed(),
    }
}

/// A body with every member that `T` has, some of them left out, and some unknown ones.
///
/// Which members there are, and of what type, is found by asking `T` itself.
fn bodies<T: Serialize + DeserializeOwned + 'static>(full: &Value) -> BoxedStrategy<Value> {
    let required: Vec<String> = full
        .as_object()
        .unwrap()
        .keys()
        .filter(|name| {
            let mut less = full.clone();
            less.as_object_mut().unwrap().remove(*name);
            serde_json::from_value::<T>(less).is_err()
        })
        .cloned()
        .collect();
    let count = full.as_object().unwrap().len();
    (other(full), prop::collection::vec(any::<bool>(), count))
        .prop_map(move |(body, keep)| {
            let Value::Object(map) = body else { return body };
            let kept = map.into_iter().zip(keep);
            Value::Object(
                kept.filter(|((name, _), keep)| *keep || required.contains(name))
                    .map(|(member, _)| member)
                    .collect(),
            )
        })
        .boxed()
}

fn holds<T>(full: &Value)
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug + 'static,
{
    survives::<T>(full);
    let config = ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let unknown = prop::collection::btree_map("zz[a-z]{1,4}", free(), 0..3);
    let keeps_unknown = {
        let mut more = full.clone();
        more.as_object_mut().unwrap().insert("zz".to_owned(), json!(1));
        let value: T = serde_json::from_value(more.clone()).unwrap();
        serde_json::to_value(&value).unwrap() == more
    };
    runner
        .run(&(bodies::<T>(full), unknown), |(mut body, unknown)| {
            if keeps_unknown {
                body.as_object_mut().unwrap().extend(unknown);
            }
            let value: T = serde_json::from_value(body.clone()).unwrap();
            let encoded = serde_json::to_value(&value).unwrap();
            prop_assert_eq!(&encoded, &body);
            prop_assert_eq!(serde_json::from_value::<T>(encoded).unwrap(), value);
            Ok(())
        })
        .unwrap();
}

/// Every member of every body, made from the tables of the wire reference.
const BODIES: &str = include_str!("../../../tests/fixtures/fusionauth-bodies.json");

#[test]
fn every_body_survives_with_any_of_its_members() {
    let bodies: Value = serde_json::from_str(BODIES).unwrap();
    holds::<Registration>(&bodies["Registration"]);
    holds::<RegistrationRequest>(&bodies["RegistrationRequest"]);
    holds::<CreateAndRegisterRequest>(&bodies["CreateAndRegisterRequest"]);
    holds::<RegistrationResponse>(&bodies["RegistrationResponse"]);
    holds::<VerificationId>(&bodies["VerificationId"]);
    holds::<EventInfo>(&bodies["EventInfo"]);
    holds::<Location>(&bodies["Location"]);
    holds::<User>(&bodies["User"]);
    holds::<UserIdentity>(&bodies["UserIdentity"]);
    holds::<Membership>(&bodies["Membership"]);
    holds::<TwoFactor>(&bodies["TwoFactor"]);
    holds::<TwoFactorMethod>(&bodies["TwoFactorMethod"]);
    holds::<Authenticator>(&bodies["Authenticator"]);
    holds::<UserRequest>(&bodies["UserRequest"]);
    holds::<UserResponse>(&bodies["UserResponse"]);
    holds::<UserQuery>(&bodies["UserQuery"]);
    holds::<PatchRegistrationRequest>(&bodies["PatchRegistrationRequest"]);
    holds::<RegistrationPatch>(&bodies["RegistrationPatch"]);
    holds::<PatchUserRequest>(&bodies["PatchUserRequest"]);
    holds::<UserPatch>(&bodies["UserPatch"]);
    holds::<PatchOperation>(&bodies["PatchOperation"]);
    holds::<VerifyRegistrationRequest>(&bodies["VerifyRegistrationRequest"]);
    holds::<ResendRegistrationVerificationRequest>(
        &bodies["ResendRegistrationVerificationRequest"],
    );
    holds::<VerificationResponse>(&bodies["VerificationResponse"]);
    holds::<VerifyEmailRequest>(&bodies["VerifyEmailRequest"]);
    holds::<ResendEmailVerificationRequest>(&bodies["ResendEmailVerificationRequest"]);
    holds::<LoginRequest>(&bodies["LoginRequest"]);
    holds::<MetaData>(&bodies["MetaData"]);
    holds::<Device>(&bodies["Device"]);
    holds::<LoginResponse>(&bodies["LoginResponse"]);
    holds::<LoginAction>(&bodies["LoginAction"]);
    holds::<LoginPingRequest>(&bodies["LoginPingRequest"]);
    holds::<LogoutRequest>(&bodies["LogoutRequest"]);
    holds::<Claims>(&bodies["Claims"]);
    holds::<RefreshRequest>(&bodies["RefreshRequest"]);
    holds::<RefreshResponse>(&bodies["RefreshResponse"]);
    holds::<RevokeRequest>(&bodies["RevokeRequest"]);
    holds::<RefreshTokensRequest>(&bodies["RefreshTokensRequest"]);
    holds::<RefreshToken>(&bodies["RefreshToken"]);
    holds::<RefreshTokenResponse>(&bodies["RefreshTokenResponse"]);
    holds::<RefreshTokensResponse>(&bodies["RefreshTokensResponse"]);
    holds::<ValidateResponse>(&bodies["ValidateResponse"]);
    holds::<IssueRequest>(&bodies["IssueRequest"]);
    holds::<IssueResponse>(&bodies["IssueResponse"]);
    holds::<PublicKeyRequest>(&bodies["PublicKeyRequest"]);
    holds::<PublicKeyResponse>(&bodies["PublicKeyResponse"]);
    holds::<JwksResponse>(&bodies["JwksResponse"]);
    holds::<Jwk>(&bodies["Jwk"]);
    holds::<ForgotPasswordRequest>(&bodies["ForgotPasswordRequest"]);
    holds::<ForgotPasswordResponse>(&bodies["ForgotPasswordResponse"]);
    holds::<ChangePasswordRequest>(&bodies["ChangePasswordRequest"]);
    holds::<ChangePasswordByIdentityRequest>(&bodies["ChangePasswordByIdentityRequest"]);
    holds::<ChangePasswordUsingJwtRequest>(&bodies["ChangePasswordUsingJwtRequest"]);
    holds::<ChangePasswordResponse>(&bodies["ChangePasswordResponse"]);
    holds::<PasswordValidationRulesResponse>(&bodies["PasswordValidationRulesResponse"]);
    holds::<PasswordValidationRules>(&bodies["PasswordValidationRules"]);
    holds::<ApplicationRequest>(&bodies["ApplicationRequest"]);
    holds::<ApplicationResponse>(&bodies["ApplicationResponse"]);
    holds::<ApplicationsResponse>(&bodies["ApplicationsResponse"]);
    holds::<Application>(&bodies["Application"]);
    holds::<ApplicationRole>(&bodies["ApplicationRole"]);
    holds::<LoginConfiguration>(&bodies["LoginConfiguration"]);
    holds::<TenantRequest>(&bodies["TenantRequest"]);
    holds::<TenantResponse>(&bodies["TenantResponse"]);
    holds::<TenantsResponse>(&bodies["TenantsResponse"]);
    holds::<Tenant>(&bodies["Tenant"]);
    assert_eq!(bodies.as_object().unwrap().len(), 66);
}
