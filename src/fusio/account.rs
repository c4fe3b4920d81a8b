//! `/consumer/account`: the user's own account.

use super::Client;
use crate::{
    error::Error,
    secret::Secret,
    transport::{
        Call,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusio::{Account, ChangePasswordRequest, Message, UpdateAccountRequest},
};

pub(crate) const ACCOUNT: Operation<(), Account> = Operation::new(Spec {
    name: "account",
    method: Method::Get,
    path: "/consumer/account",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::Number("id"), Member::Text("name")],
});

pub(crate) const UPDATE_ACCOUNT: Operation<UpdateAccountRequest, Message> = Operation::new(Spec {
    name: "update_account",
    method: Method::Put,
    path: "/consumer/account",
    request: Place::Json,
    repeat: Repeat::Safe,
    answer: &[Member::Truth("success")],
});

pub(crate) const CHANGE_PASSWORD: Operation<ChangePasswordRequest, Message> =
    Operation::new(Spec {
        name: "change_password",
        method: Method::Put,
        path: "/consumer/account/change_password",
        request: Place::Json,
        repeat: Repeat::Never,
        answer: &[Member::Truth("success")],
    });

impl Client {
    /// The account of the token's user. `GET /consumer/account` (5.7).
    ///
    /// # Errors
    /// `Unauthorized` without a valid token; `Forbidden` without the scope `consumer.account`.
    pub async fn account(&self, token: &Secret) -> Result<Account, Error> {
        self.http.call(&ACCOUNT, &Call::bearer(token), &()).await
    }

    /// Changes the e-mail address. `PUT /consumer/account` (5.7).
    ///
    /// # Errors
    /// `Conflict` when the address is taken; `Validation`; `Unauthorized`; `Forbidden` without the
    /// scope `consumer.account`.
    pub async fn update_account(
        &self,
        token: &Secret,
        request: &UpdateAccountRequest,
    ) -> Result<Message, Error> {
        self.http.call(&UPDATE_ACCOUNT, &Call::bearer(token), request).await
    }

    /// Changes the password. `PUT /consumer/account/change_password` (5.8).
    ///
    /// Tokens that were given out stay valid.
    ///
    /// # Errors
    /// `InvalidCredentials` when the old password is wrong; `Validation`, also about `oldPassword` when
    /// that does not keep the rules for new ones; `Unauthorized`; `Forbidden` without the scope
    /// `consumer.account`.
    pub async fn change_password(
        &self,
        token: &Secret,
        request: &ChangePasswordRequest,
    ) -> Result<Message, Error> {
        self.http.call(&CHANGE_PASSWORD, &Call::bearer(token), request).await
    }
}
