//! Each operation of FusionAuth: what it takes and what it answers, beside what all do.

use serde_json::{Value, json};

use super::shapes::{self, Shapes};
use crate::fusionauth::fields;
use crate::fusionauth::routes::{Operation, Path};
use crate::openapi::schema::{
    any, boolean, format, integer, list, map, object, one_of, open, optional, text,
};
use crate::openapi::{self, Content};

/// Adds what the operation takes and answers.
pub(super) fn describe(
    shapes: &Shapes,
    operation: Operation,
    path: &Path,
    about: openapi::Operation,
) -> openapi::Operation {
    let one = path.pattern.ends_with('}');
    let user = || shapes.user.clone();
    match operation {
        Operation::CreateRegistration => {
            let mut answer = shapes::created();
            answer.extend([("registration", shapes.registration.clone()), ("user?", user())]);
            json_body(about, shapes::registration_request()).answer(
                200,
                "The registration",
                Content::json(object(answer)),
            )
        }
        Operation::RetrieveRegistration => registration(shapes, about),
        Operation::UpdateRegistration => {
            registration(shapes, json_body(about, shapes::registration_request()))
        }
        Operation::PatchRegistration => {
            registration(shapes, patch_body(shapes, about, shapes::registration_request()))
        }
        Operation::DeleteRegistration => empty(about),
        Operation::VerifyRegistration => empty(json_body(about, shapes::verification())),
        Operation::ResendRegistration => resent(about.query(&[
            ("applicationId", format("uuid")),
            ("email", text()),
            ("sendVerifyRegistrationEmail", boolean()),
            ("sendVerifyPasswordEmail", boolean()),
        ])),
        Operation::Login => login(shapes, about),
        Operation::LoginPing => {
            let answer = object([
                ("token", text()),
                ("tokenExpirationInstant", integer()),
                ("user", user()),
            ]);
            let body = optional([("userId", format("uuid")), ("applicationId", format("uuid"))]);
            json_body(barred(shapes, about), body)
                .answer(200, "The user, and an access token", Content::json(answer.clone()))
                .answer(202, "The same for a user who is not registered", Content::json(answer))
        }
        Operation::Logout => {
            let body = optional([("global", boolean()), ("refreshToken", text())]);
            empty(json_body(about, body)).query(&[("global", boolean()), ("refreshToken", text())])
        }
        Operation::Refresh => {
            let answer =
                [("refreshToken", text()), ("refreshTokenId", format("uuid")), ("token", text())];
            json_body(about, optional([("refreshToken", text())])).answer(
                200,
                "The tokens",
                Content::json(object(answer)),
            )
        }
        Operation::RetrieveRefresh if one => {
            let answer = object([("refreshToken", shapes.refresh_token.clone())]);
            about.answer(200, "The refresh token, without its text", Content::json(answer))
        }
        Operation::RetrieveRefresh => {
            let answer = object([("refreshTokens", list(&shapes.refresh_token))]);
            about.query(&[("userId", format("uuid"))]).answer(
                200,
                "The refresh tokens, without their texts",
                Content::json(answer),
            )
        }
        Operation::RevokeRefresh => empty(about).query(&[
            ("token", text()),
            ("userId", format("uuid")),
            ("applicationId", format("uuid")),
        ]),
        Operation::Validate => about.security(&["accessToken", "accessTokenCookie"]).answer(
            200,
            "The claims",
            Content::json(object([("jwt", any())])),
        ),
        Operation::Issue => {
            let answer = || Content::json(object(shapes::tokens()));
            about
                .security(&["accessToken", "accessTokenCookie"])
                .query(&[("applicationId", format("uuid")), ("refreshToken", text())])
                .answer(200, "The tokens", answer())
                .answer(202, "The tokens of a user who is not registered", answer())
        }
        Operation::Vend => {
            let body =
                [("claims", any()), ("keyId", format("uuid")), ("timeToLiveInSeconds", integer())];
            json_body(about, optional(body)).answer(
                200,
                "The token",
                Content::json(object([("token", text())])),
            )
        }
        Operation::PublicKey => {
            let (key, keys) =
                (object([("publicKey", text())]), object([("publicKeys", map(&text()))]));
            about
                .query(&[("kid", text()), ("keyId", text()), ("applicationId", format("uuid"))])
                .answer(200, "The key, or all", Content::json(json!({"anyOf": [key, keys]})))
        }
        Operation::Jwks => {
            let key =
                open(object([("alg", text()), ("kid", text()), ("kty", text()), ("use", text())]));
            about.answer(200, "The keys", Content::json(object([("keys", list(&key))])))
        }
        Operation::CreateUser => {
            let mut answer = shapes::created();
            answer.push(("user", user()));
            json_body(about, shapes::user_request()).answer(
                200,
                "The user",
                Content::json(object(answer)),
            )
        }
        Operation::RetrieveUser => {
            let answer =
                about.answer(200, "The user", Content::json(shapes::retrieved(&shapes.user)));
            let names = [
                "email",
                "username",
                "loginId",
                "loginIdTypes",
                "verificationId",
                "changePasswordId",
            ];
            if one { answer } else { answer.query(&names.map(|name| (name, text()))) }
        }
        Operation::UpdateUser => changed_user(shapes, json_body(about, shapes::user_request()))
            .query(&[("reactivate", boolean())]),
        Operation::PatchUser => {
            changed_user(shapes, patch_body(shapes, about, shapes::user_request()))
        }
        Operation::DeleteUser | Operation::DeleteApplication => {
            empty(about).query(&[("hardDelete", boolean())])
        }
        Operation::SearchUsers => {
            let answer = object([("total", integer()), ("users", list(&shapes.user))]);
            let search = optional([("ids", list(&format("uuid"))), ("queryString", text())]);
            json_body(about, optional([("search", open(search))]))
                .query(&[("ids", text()), ("queryString", text())])
                .answer(200, "The users", Content::json(answer))
        }
        Operation::ActOnUser => {
            let action =
                open(optional([("actioneeUserId", format("uuid")), ("expiry", integer())]));
            let answer = object([("action", shapes.action.clone())]);
            json_body(about, optional([("action", action)])).answer(
                200,
                "The action",
                Content::json(answer),
            )
        }
        Operation::VerifyEmail => empty(json_body(about, shapes::verification())).answer(
            403,
            "The tenant does not verify addresses",
            Content::none(),
        ),
        Operation::ResendEmail => resent(about.query(&[
            ("applicationId", format("uuid")),
            ("email", text()),
            ("sendVerifyEmail", boolean()),
        ])),
        Operation::ForgotPassword => {
            let body = optional([
                ("applicationId", format("uuid")),
                ("loginId", text()),
                ("loginIdTypes", list(&text())),
                ("sendForgotPasswordEmail", boolean()),
                ("state", any()),
            ]);
            let answer = Content::json(object([("changePasswordId", text())])).or_none();
            json_body(about, body)
                .answer(200, "Done; with a key, the id to change the password with", answer)
                .answer(403, "There is no template for the mail", Content::none())
                .answer(422, "The user has no address", Content::none())
        }
        Operation::ChangePassword => {
            let body = optional([
                ("changePasswordId", text()),
                ("currentPassword", text()),
                ("loginId", text()),
                ("password", text()),
            ]);
            let answer = object([("oneTimePassword", text()), ("state?", any())]);
            json_body(about, body).answer(
                200,
                "Done; possibly with a one-time password for a login",
                Content::json(answer).or_none(),
            )
        }
        Operation::CheckChangePassword if one => empty(about),
        Operation::CheckChangePassword => {
            empty(about).query(&[("loginId", text()), ("loginIdTypes", text())])
        }
        Operation::PasswordRules => about.answer(
            200,
            "The rules",
            Content::json(object([("passwordValidationRules", any())])),
        ),
        Operation::CreateApplication | Operation::UpdateApplication => {
            let body = optional([("application", shapes::sent_application())]);
            let about = member(json_body(about, body), "application", &shapes.application);
            let back = operation == Operation::UpdateApplication;
            if back { about.query(&[("reactivate", boolean())]) } else { about }
        }
        Operation::PatchApplication => {
            let body = optional([("application", shapes::sent_application())]);
            member(patch_body(shapes, about, body), "application", &shapes.application)
        }
        Operation::RetrieveApplication if one => member(about, "application", &shapes.application),
        Operation::RetrieveApplication => member(about, "applications", &list(&shapes.application)),
        Operation::CreateRole => {
            let body = optional([("role", shapes::sent_role())]);
            member(json_body(about, body), "role", &shapes.role)
        }
        Operation::DeleteRole if one => empty(about),
        Operation::DeleteRole => empty(about).query(&[("name", text())]),
        Operation::CreateTenant | Operation::UpdateTenant => {
            let body = optional([("tenant", shapes::sent_tenant())]);
            member(json_body(about, body), "tenant", &shapes.tenant)
        }
        Operation::PatchTenant => {
            let body = optional([("tenant", shapes::sent_tenant())]);
            member(patch_body(shapes, about, body), "tenant", &shapes.tenant)
        }
        Operation::RetrieveTenant if one => member(about, "tenant", &shapes.tenant),
        Operation::RetrieveTenant => member(about, "tenants", &list(&shapes.tenant)),
        Operation::DeleteTenant => empty(about),
        Operation::CreateApiKey => {
            let key = open(optional(fields::schemas(fields::API_KEY)));
            let made = open(object([
                ("id", format("uuid")),
                ("insertInstant", integer()),
                ("key", text()),
                ("lastUpdateInstant", integer()),
            ]));
            member(json_body(about, optional([("apiKey", key)])), "apiKey", &made)
        }
        Operation::GenerateKey => {
            let algorithm = || one_of(&["HS256", "RS256", "ES256"]);
            let key = open(optional([("algorithm", algorithm()), ("name", text())]));
            let made = object([
                ("algorithm", algorithm()),
                ("id", format("uuid")),
                ("insertInstant", integer()),
                ("kid", text()),
                ("name", text()),
                ("publicKey?", text()),
                ("type", one_of(&["HMAC", "RSA", "EC"])),
            ]);
            member(json_body(about, optional([("key", key)])), "key", &made)
        }
        Operation::PutTemplate => {
            let body = optional([("emailTemplate", any())]);
            member(json_body(about, body), "emailTemplate", &shapes::template())
        }
        Operation::RetrieveTemplate if one => member(about, "emailTemplate", &shapes::template()),
        Operation::RetrieveTemplate => member(about, "emailTemplates", &list(&shapes::template())),
    }
}

fn json_body(about: openapi::Operation, schema: Value) -> openapi::Operation {
    about.body(false, Content::json(open(schema)))
}

/// PATCH: what merges in the vendor's way, a merge patch, or a JSON patch.
fn patch_body(shapes: &Shapes, about: openapi::Operation, schema: Value) -> openapi::Operation {
    let body = Content::json(open(schema))
        .or("application/merge-patch+json", any())
        .or("application/json-patch+json", shapes.json_patch.clone());
    about.body(false, body)
}

/// 200 with one member.
fn member(about: openapi::Operation, name: &str, schema: &Value) -> openapi::Operation {
    about.answer(200, "Done", Content::json(object([(name, schema.clone())])))
}

fn empty(about: openapi::Operation) -> openapi::Operation {
    about.answer(200, "Done", Content::none())
}

fn registration(shapes: &Shapes, about: openapi::Operation) -> openapi::Operation {
    member(about, "registration", &shapes.registration)
}

fn changed_user(shapes: &Shapes, about: openapi::Operation) -> openapi::Operation {
    let answer = object([("emailVerificationId?", text()), ("user", shapes.user.clone())]);
    about.answer(200, "The user", Content::json(answer))
}

/// A mail sent again; whoever has a key sees the id.
fn resent(about: openapi::Operation) -> openapi::Operation {
    let answer = object([("verificationId", text()), ("oneTimeCode?", text())]);
    about.answer(200, "Done; with a key, the new id", Content::json(answer).or_none()).answer(
        403,
        "Nothing is verified here",
        Content::none(),
    )
}

/// Login with its many outcomes.
fn login(shapes: &Shapes, about: openapi::Operation) -> openapi::Operation {
    let body = optional([
        ("applicationId", format("uuid")),
        ("loginId", text()),
        ("loginIdTypes", list(&text())),
        ("metaData", any()),
        ("noJWT", boolean()),
        ("oneTimePassword", text()),
        ("password", text()),
        ("state", any()),
    ]);
    let mut tokens = shapes::tokens();
    tokens.extend([("state?", any()), ("user", shapes.user.clone())]);
    let tokens = object(tokens);
    let gated =
        |id: &str| object([(format!("{id}?"), text()), ("user".to_owned(), shapes.user.clone())]);
    let reasons = one_of(&["Administrative", "Validation"]);
    let change = object([("changePasswordId", text()), ("changePasswordReason", reasons)]);
    let factor = object([
        ("configurableMethods", list(&any())),
        ("methods", list(&any())),
        ("twoFactorId", text()),
    ]);
    json_body(barred(shapes, about), body)
        .answer(200, "Logged in", Content::json(tokens.clone()))
        .answer(202, "Logged in, but not registered for the application", Content::json(tokens))
        .answer(203, "The password must be changed first", Content::json(change))
        .answer(
            212,
            "The address must be verified first",
            Content::json(gated("emailVerificationId")),
        )
        .answer(
            213,
            "The registration must be verified first",
            Content::json(gated("registrationVerificationId")),
        )
        .answer(242, "A second factor is needed", Content::json(factor))
}

/// What keeps a user out.
fn barred(shapes: &Shapes, about: openapi::Operation) -> openapi::Operation {
    let actions = Content::json(object([("actions", list(&shapes.action))]));
    about
        .answer(409, "Actions prevent the login", actions)
        .answer(410, "The user has expired", Content::none())
        .answer(423, "The user is locked", Content::none())
}
