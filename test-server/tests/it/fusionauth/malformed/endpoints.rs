//! The endpoints of FusionAuth that get malformed requests. Each has a body whose members have the right
//! types; the tests make wrong bodies from it.

use serde_json::{Value, json};

use crate::fusionauth::scene::{DEFAULT_TENANT, EMAIL, NOBODY, PASSWORD, Scene};

#[derive(Clone)]
pub(super) struct Endpoint {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) body: Value,
}

pub(super) fn endpoints(scene: &Scene) -> Vec<Endpoint> {
    let (u, a) = (&scene.user, &scene.a);
    let mut all = Vec::new();
    let mut add = |methods: &'static [&'static str], path: &str, body: &Value| {
        for method in methods {
            all.push(Endpoint { method, path: path.to_owned(), body: body.clone() });
        }
    };
    let registration = json!({
        "generateAuthenticationToken": false, "skipRegistrationVerification": false,
        "eventInfo": {"ipAddress": "192.0.2.1", "location": {"country": "x"}},
        "registration": {
            "applicationId": a, "id": NOBODY, "data": {"a": [1]}, "roles": ["user"],
            "preferredLanguages": ["en"], "timezone": "UTC", "username": "x",
            "authenticationToken": "x", "insertInstant": 1, "verified": true,
        },
    });
    let user = json!({
        "applicationId": a, "skipVerification": true, "sendSetPasswordEmail": false,
        "sendSetPasswordIdentityType": "doNotSend", "disableDomainBlock": false,
        "verificationIds": [],
        "user": {
            "email": "fuzz@example.com", "username": "fuzz", "password": PASSWORD,
            "phoneNumber": "+13035551234", "birthDate": "1976-05-30", "expiry": 1,
            "data": {"email": "x@example.com"}, "encryptionScheme": "bcrypt", "factor": 5,
            "preferredLanguages": ["en"], "timezone": "UTC", "imageUrl": "http://localhost/",
            "memberships": [{"groupId": NOBODY, "data": {}}], "passwordChangeRequired": false,
            "twoFactor": {"methods": [{"method": "email", "email": EMAIL, "secret": "x"}]},
            "usernameStatus": "ACTIVE", "tenantId": DEFAULT_TENANT, "parentEmail": EMAIL,
        },
    });
    let mut combined = user.clone();
    combined["registration"] = registration["registration"].clone();
    add(&["POST"], "/api/user/registration", &combined);
    add(&["POST", "PUT", "PATCH"], &scene.path(), &registration);
    add(&["GET", "PUT", "PATCH"], &scene.path_a(), &registration);
    let none = format!("/api/user/registration/{NOBODY}/{a}");
    add(&["DELETE"], &none, &json!({"eventInfo": {"userAgent": "x"}}));
    let verify = json!({"verificationId": "x", "oneTimeCode": "ABCDEF", "eventInfo": {}});
    add(&["POST"], "/api/user/verify-registration", &verify);
    add(&["POST"], "/api/user/verify-registration/x", &verify);
    let resend = format!("/api/user/verify-registration?applicationId={a}&email={EMAIL}");
    add(&["PUT"], &resend, &json!({}));
    let verify = json!({"verificationId": "x", "oneTimeCode": "ABCDEF", "userId": NOBODY});
    add(&["POST"], "/api/user/verify-email", &verify);
    add(&["POST"], "/api/user/verify-email/x", &verify);
    add(&["PUT"], &format!("/api/user/verify-email?email={EMAIL}"), &json!({}));
    add(&["POST"], "/api/user", &user);
    add(&["GET"], &format!("/api/user?email={EMAIL}"), &json!({}));
    add(&["POST", "GET", "PUT", "PATCH"], &format!("/api/user/{u}"), &user);
    add(&["DELETE"], &format!("/api/user/{NOBODY}"), &json!({"hardDelete": true}));
    add(&["GET"], &format!("/api/user/search?ids={u}"), &json!({}));
    let search = json!({"search": {"ids": [u], "queryString": "x", "numberOfResults": 5}});
    add(&["POST"], "/api/user/search", &search);
    let import = json!({
        "encryptionScheme": "bcrypt", "factor": 4, "validateDbConstraints": true,
        "users": [{"email": EMAIL, "password": "x", "salt": "x", "active": true, "registrations": []}],
    });
    add(&["POST"], "/api/user/import", &import);
    let bulk = json!({
        "dryRun": true, "hardDelete": false, "limit": 1, "queryString": "x", "userIds": [NOBODY],
    });
    add(&["DELETE"], "/api/user/bulk", &bulk);
    add(&["GET"], &format!("/api/user/recent-login?userId={u}"), &json!({}));
    let consent = json!({"userConsent": {
        "consentId": NOBODY, "userId": u, "giverUserId": u, "values": ["x"], "status": "Active", "data": {},
    }});
    add(&["POST"], "/api/user/consent", &consent);
    add(&["GET", "PUT", "PATCH", "DELETE"], &format!("/api/user/consent/{NOBODY}"), &consent);
    let forgot = json!({
        "loginId": EMAIL, "loginIdTypes": ["email"], "applicationId": a, "state": {"x": 1},
        "sendForgotPasswordEmail": false, "changePasswordId": "x",
    });
    add(&["POST"], "/api/user/forgot-password", &forgot);
    let change = json!({
        "changePasswordId": "x", "loginId": "nobody@example.com", "password": PASSWORD,
        "currentPassword": "x", "applicationId": a, "refreshToken": "x", "trustToken": "x",
    });
    add(&["POST"], "/api/user/change-password", &change);
    add(&["POST", "GET"], "/api/user/change-password/x", &change);
    let login = json!({
        "loginId": EMAIL, "password": PASSWORD, "applicationId": a, "noJWT": false,
        "loginIdTypes": ["email"], "ipAddress": "192.0.2.1", "oneTimePassword": "",
        "metaData": {"device": {"name": "x", "type": "MOBILE"}}, "eventInfo": {},
    });
    add(&["POST"], "/api/login", &login);
    let factor = json!({
        "twoFactorId": "x", "code": "123456", "applicationId": a, "trustComputer": true,
        "noJWT": false, "method": "email", "email": EMAIL, "mobilePhone": "+13035551212",
        "methodId": "ABCD", "secret": "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=", "name": "x",
        "secretBase32Encoded": "GEZDGNBVGY3TQOJQ", "userId": u, "loginIdTypes": ["email"],
        "state": {"x": 1}, "trustChallenge": "x", "action": "login", "twoFactorTrustId": "x",
    });
    add(&["POST"], "/api/two-factor/login", &factor);
    add(&["POST"], "/api/two-factor/send/x", &factor);
    add(&["POST"], "/api/two-factor/send", &factor);
    add(&["POST"], "/api/two-factor/start", &factor);
    add(&["POST", "GET"], "/api/two-factor/status", &factor);
    add(&["GET"], "/api/two-factor/secret", &factor);
    add(&["POST", "PUT", "DELETE"], &format!("/api/user/two-factor/{u}"), &factor);
    add(&["POST", "DELETE"], "/api/user/two-factor", &factor);
    add(&["POST", "GET"], &format!("/api/user/two-factor/recovery-code/{u}"), &factor);
    let identity = json!({
        "loginId": EMAIL, "loginIdType": "email", "existingUserStrategy": "mustExist",
        "verificationStrategy": "FormField", "state": {"x": 1}, "applicationId": a,
        "verificationId": "x", "oneTimeCode": "ABCDEF",
    });
    for end in ["/start", "/send", "/complete", ""] {
        add(&["POST"], &format!("/api/identity/verify{end}"), &identity);
    }
    let start = json!({
        "loginId": EMAIL, "applicationId": a, "loginIdTypes": ["email"], "state": {"x": 1},
        "loginStrategy": "FormField",
    });
    add(&["POST"], "/api/passwordless/start", &start);
    add(&["POST"], "/api/passwordless/send", &json!({"code": "x"}));
    add(&["POST"], "/api/passwordless/send", &start);
    let once = json!({
        "code": "x", "oneTimeCode": "123456", "applicationId": a, "noJWT": false,
        "metaData": {"device": {"name": "x", "type": "MOBILE"}}, "twoFactorTrustId": "x",
    });
    add(&["POST"], "/api/passwordless/login", &once);
    let ping = json!({"userId": u, "applicationId": a, "ipAddress": "192.0.2.1"});
    add(&["PUT"], "/api/login", &ping);
    add(&["PUT"], &format!("/api/login/{u}"), &ping);
    add(&["PUT"], &format!("/api/login/{u}/{a}"), &ping);
    add(&["POST"], "/api/logout", &json!({"global": true, "refreshToken": "x"}));
    let refresh = json!({"refreshToken": "x", "token": "x", "timeToLiveInSeconds": 60});
    add(&["POST"], "/api/jwt/refresh", &refresh);
    add(&["GET"], &format!("/api/jwt/refresh?userId={u}"), &json!({}));
    add(&["GET", "DELETE"], &format!("/api/jwt/refresh/{NOBODY}"), &json!({}));
    let revoke = json!({"applicationId": NOBODY, "userId": NOBODY, "token": "x"});
    add(&["DELETE"], "/api/jwt/refresh", &revoke);
    add(&["GET"], "/api/jwt/validate", &json!({}));
    add(&["GET"], "/api/jwt/issue", &json!({}));
    add(&["GET"], "/api/jwt/public-key", &json!({}));
    let vend = json!({"claims": {"sub": "x"}, "keyId": NOBODY, "timeToLiveInSeconds": 60});
    add(&["POST"], "/api/jwt/vend", &vend);
    add(&["GET"], "/.well-known/jwks.json", &json!({}));
    add(&["GET"], "/api/tenant/password-validation-rules", &json!({}));
    let application = json!({
        "role": {"name": "x", "isDefault": true, "id": NOBODY},
        "application": {
            "name": "fuzz", "roles": [{"name": "x", "isDefault": true, "id": NOBODY}],
            "loginConfiguration": {"requireAuthentication": true, "allowTokenRefresh": true},
            "jwtConfiguration": {
                "enabled": true, "timeToLiveInSeconds": 60, "accessTokenKeyId": NOBODY,
                "refreshTokenTimeToLiveInMinutes": 60, "refreshTokenUsagePolicy": "Reusable",
                "refreshTokenExpirationPolicy": "Fixed",
            },
            "verifyRegistration": true, "verificationEmailTemplateId": NOBODY,
            "verificationStrategy": "FormField", "unverified": {"behavior": "Allow"},
            "authenticationTokenConfiguration": {"enabled": true}, "data": {},
            "passwordlessConfiguration": {"enabled": true, "emailLoginStrategy": "FormField"},
        },
    });
    add(&["POST", "GET"], "/api/application", &application);
    add(&["GET", "PATCH", "PUT"], &format!("/api/application/{a}"), &application);
    add(&["DELETE"], &format!("/api/application/{NOBODY}"), &json!({}));
    add(&["POST"], &format!("/api/application/{a}/role"), &application);
    add(&["PUT", "PATCH"], &format!("/api/application/{a}/role/{NOBODY}"), &application);
    let tenant = json!({"tenant": {
        "name": "Default", "issuer": "acme.com", "data": {},
        "emailConfiguration": {"verifyEmail": true, "verificationEmailTemplateId": NOBODY},
        "failedAuthenticationConfiguration": {"tooManyAttempts": 5},
        "passwordValidationRules": {"minLength": 8, "maxLength": 256, "requireNumber": true},
        "externalIdentifierConfiguration": {"changePasswordIdTimeToLiveInSeconds": 600},
        "phoneConfiguration": {"verifyPhoneNumber": true, "verificationStrategy": "FormField"},
        "registrationConfiguration": {"blockedDomains": ["example.org"]},
        "loginConfiguration": {"requireAuthentication": true},
        "jwtConfiguration": {"timeToLiveInSeconds": 60, "refreshTokenTimeToLiveInMinutes": 60},
    }});
    add(&["GET", "PATCH", "PUT"], &format!("/api/tenant/{DEFAULT_TENANT}"), &tenant);
    add(&["GET"], "/api/tenant", &json!({}));
    add(&["POST"], &format!("/api/tenant/{DEFAULT_TENANT}"), &tenant);
    let key = json!({"key": {"algorithm": "ES256", "name": "x", "length": 256}});
    add(&["POST"], "/api/key/generate", &key);
    all
}
