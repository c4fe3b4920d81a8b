//! Calls an operation by its name, with the arguments of a step in `tests/fixtures/fusionauth-journey.json`.

use matricula::{Error, fusionauth::Client};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Makes a call. The client decodes the answer into a Rust value, and this function returns that value as JSON. If the
/// Rust type loses a member of the answer, the JSON does not have the member either.
pub(super) async fn call(client: &Client, name: &str, with: &[Value]) -> Result<Value, Error> {
    let id = |at: usize| with[at].as_str().unwrap();
    let maybe_id = |at: usize| with[at].as_str();
    match name {
        "complete_verify_identity" => {
            written(client.complete_verify_identity(&read(&with[0])).await)
        }
        "create_and_register" => {
            written(client.create_and_register(maybe_id(0), &read(&with[1])).await)
        }
        "create_user" => written(client.create_user(maybe_id(0), &read(&with[1])).await),
        "deactivate_users_by_ids" => written(client.deactivate_users_by_ids(&read(&with[0])).await),
        "delete_users_by_query" => written(client.delete_users_by_query(&read(&with[0])).await),
        "import_users" => written(client.import_users(&read(&with[0])).await),
        "search_users_by_ids" => written(client.search_users_by_ids(&read(&with[0])).await),
        "search_users_by_query_string" => {
            written(client.search_users_by_query_string(&read(&with[0])).await)
        }
        "delete_registration" => written(client.delete_registration(id(0), id(1)).await),
        "delete_user" => written(client.delete_user(id(0)).await),
        "enable_two_factor_using_jwt" => {
            written(client.enable_two_factor_using_jwt(&id(0).into(), &read(&with[1])).await)
        }
        "json_patch_registration" => {
            let operations: Vec<_> = read(&with[2]);
            written(client.json_patch_registration(id(0), id(1), &operations).await)
        }
        "login" => written(client.login(&read(&with[0])).await),
        "logout" => written(client.logout(&read(&with[0])).await),
        "merge_patch_registration" => {
            written(client.merge_patch_registration(id(0), &read(&with[1])).await)
        }
        "passwordless_login" => written(client.passwordless_login(&read(&with[0])).await),
        "patch_registration" => written(client.patch_registration(id(0), &read(&with[1])).await),
        "patch_user" => written(client.patch_user(id(0), &read(&with[1])).await),
        "refresh" => written(client.refresh(&read(&with[0])).await),
        "register" => written(client.register(id(0), &read(&with[1])).await),
        "resend_registration_verification" => {
            written(client.resend_registration_verification(&read(&with[0])).await)
        }
        "retrieve_recent_logins" => written(client.retrieve_recent_logins(&read(&with[0])).await),
        "retrieve_registration" => written(client.retrieve_registration(id(0), id(1)).await),
        "retrieve_user" => written(client.retrieve_user(id(0)).await),
        "send_two_factor_code_for_enable_disable_using_jwt" => {
            let (token, request) = (id(0).into(), read(&with[1]));
            written(
                client.send_two_factor_code_for_enable_disable_using_jwt(&token, &request).await,
            )
        }
        "send_two_factor_code_for_login_using_method" => {
            let (id, request) = (id(0).into(), read(&with[1]));
            written(client.send_two_factor_code_for_login_using_method(&id, &request).await)
        }
        "two_factor_login" => written(client.two_factor_login(&read(&with[0])).await),
        "send_passwordless_code" => written(client.send_passwordless_code(&read(&with[0])).await),
        "send_verify_identity" => written(client.send_verify_identity(&read(&with[0])).await),
        "start_verify_identity" => written(client.start_verify_identity(&read(&with[0])).await),
        "verify_identity" => written(client.verify_identity(&read(&with[0])).await),
        "start_passwordless_login" => {
            written(client.start_passwordless_login(&read(&with[0])).await)
        }
        "update_registration" => written(client.update_registration(id(0), &read(&with[1])).await),
        "validate_jwt" => written(client.validate_jwt(&id(0).into()).await),
        "verify_user_registration" => {
            written(client.verify_user_registration(&read(&with[0])).await)
        }
        other => panic!("the operation {other} is missing here"),
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

fn written<T: Serialize>(result: Result<T, Error>) -> Result<Value, Error> {
    result.map(|answer| serde_json::to_value(answer).unwrap())
}
