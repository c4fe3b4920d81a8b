//! Tokens that a key pair signs, verified here with the published keys of the server. Also tokens with
//! claims that the caller chooses (`vend`).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Value, json};

use super::scene::{EMAIL, PASSWORD, Scene};
use crate::support::{jwt_part, text};

/// Makes a key for this algorithm, and returns its id and its `kid`.
async fn key(scene: &Scene, algorithm: &str, length: u64) -> (String, String) {
    let key = json!({"key": {"algorithm": algorithm, "name": algorithm, "length": length}});
    let made = scene.post("/api/key/generate", key).await.ok()["key"].clone();
    assert_eq!(made["algorithm"], algorithm);
    assert_eq!(made.get("privateKey"), None, "{made}");
    assert_eq!((&made["hasPrivateKey"], &made["length"]), (&json!(true), &json!(length)));
    assert_eq!(made["lastUpdateInstant"], made["insertInstant"]);
    (text(&made["id"]), text(&made["kid"]))
}

/// Verifies a token with the published key that its header names, and returns its claims.
async fn verified(scene: &Scene, token: &str, algorithm: Algorithm, audience: &str) -> Value {
    let header = decode_header(token).unwrap();
    assert_eq!(header.alg, algorithm);
    let keys = scene.bare("GET", "/.well-known/jwks.json").await.ok();
    let keys: JwkSet = serde_json::from_value(keys).unwrap();
    let key = keys.find(&header.kid.unwrap()).expect("the key is published");
    let mut validation = Validation::new(algorithm);
    validation.set_audience(&[audience]);
    validation.set_issuer(&["acme.com"]);
    let key = DecodingKey::from_jwk(key).unwrap();
    decode::<Value>(token, &key, &validation).unwrap().claims
}

/// Reads the raw key from a PEM. The decoded bytes begin with a description of the algorithm, and the key
/// follows. The description has 24 bytes for RSA with 2048 bits, and 26 bytes for P-256.
fn public_key(pem: &str, algorithm: Algorithm) -> DecodingKey {
    let lines: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = STANDARD.decode(lines).unwrap();
    match algorithm {
        Algorithm::RS256 => DecodingKey::from_rsa_der(&der[24..]),
        _ => DecodingKey::from_ec_der(&der[26..]),
    }
}

#[tokio::test]
async fn tokens_of_an_application_with_a_key_pair_can_be_verified_with_the_published_key() {
    let scene = Scene::start().await;
    for (name, algorithm, length) in
        [("RS256", Algorithm::RS256, 2048), ("ES256", Algorithm::ES256, 256)]
    {
        let (id, kid) = key(&scene, name, length).await;
        let jwt = json!({"jwtConfiguration": {
            "enabled": true, "accessTokenKeyId": id, "idTokenKeyId": id,
        }});
        let application = scene.application(jwt).await;
        let made = scene.register_for(&application, json!({})).await;
        let login = scene.login(&application, PASSWORD).await.ok();
        let refreshed = scene.refresh(&login["refreshToken"]).await.ok();
        for answer in [&made, &login, &refreshed] {
            let token = text(&answer["token"]);
            let claims = verified(&scene, &token, algorithm, &application).await;
            assert_eq!(claims["sub"], json!(scene.user), "{name}");
            assert_eq!(claims["applicationId"], json!(application), "{name}");
            assert_eq!(jwt_part(&token, 0)["kid"], json!(kid), "{name}");
            let valid = scene.bearer("GET", "/api/jwt/validate", &token).await.ok();
            assert_eq!(valid["jwt"], claims, "{name}");
        }
        // The signature of another token is refused.
        let token = text(&login["token"]);
        let (signed, _) = token.rsplit_once('.').unwrap();
        let (_, other) = made["token"].as_str().unwrap().rsplit_once('.').unwrap();
        let forged = format!("{signed}.{other}");
        scene.bearer("GET", "/api/jwt/validate", &forged).await.empty(401);
        for query in
            [format!("kid={kid}"), format!("keyId={kid}"), format!("applicationId={application}")]
        {
            let path = format!("/api/jwt/public-key?{query}");
            let pem = text(&scene.bare("GET", &path).await.ok()["publicKey"]);
            let mut validation = Validation::new(algorithm);
            validation.set_audience(&[&application]);
            decode::<Value>(&token, &public_key(&pem, algorithm), &validation).unwrap();
        }
        let all = scene.bare("GET", "/api/jwt/public-key").await.ok();
        assert!(text(&all["publicKeys"][&kid]).starts_with("-----BEGIN PUBLIC KEY-----"), "{all}");
    }
}

#[tokio::test]
async fn a_key_pair_of_the_tenant_signs_the_tokens_of_applications_without_a_key() {
    let scene = Scene::start().await;
    let (id, kid) = key(&scene, "ES256", 256).await;
    let plain = scene.application(json!({"jwtConfiguration": {"enabled": false}})).await;
    scene.patch_tenant(json!({"jwtConfiguration": {"accessTokenKeyId": id}})).await;
    let token = text(&scene.register_for(&plain, json!({})).await["token"]);
    verified(&scene, &token, Algorithm::ES256, &plain).await;
    assert_eq!(jwt_part(&token, 0)["kid"], json!(kid));
    // The server uses the key of an application only if the application's `jwtConfiguration` is
    // enabled. Here it is not, so the key of the tenant still signs.
    let (other, _) = key(&scene, "RS256", 2048).await;
    let change = json!({"application": {"jwtConfiguration": {"accessTokenKeyId": other}}});
    scene.keyed("PATCH", &format!("/api/application/{plain}"), change).await.ok();
    let of = async |query: &str| {
        let path = format!("/api/jwt/public-key?{query}");
        text(&scene.bare("GET", &path).await.ok()["publicKey"])
    };
    assert_eq!(of(&format!("applicationId={plain}")).await, of(&format!("kid={kid}")).await);
}

#[tokio::test]
async fn a_token_without_a_signature_or_signed_with_a_public_key_is_refused() {
    let scene = Scene::start().await;
    let (id, kid) = key(&scene, "RS256", 2048).await;
    let jwt = json!({"jwtConfiguration": {"enabled": true, "accessTokenKeyId": id}});
    let application = scene.application(jwt).await;
    let token = text(&scene.register_for(&application, json!({})).await["token"]);
    let claims = jwt_part(&token, 1);
    let path = format!("/api/jwt/public-key?kid={kid}");
    let pem = text(&scene.bare("GET", &path).await.ok()["publicKey"]);
    let mut header = jsonwebtoken::Header::new(Algorithm::HS256);
    header.kid = Some(kid);
    let secret = jsonwebtoken::EncodingKey::from_secret(pem.as_bytes());
    let confused = jsonwebtoken::encode(&header, &claims, &secret).unwrap();
    scene.bearer("GET", "/api/jwt/validate", &confused).await.empty(401);
    let middle = token.split('.').nth(1).unwrap();
    let unsigned = format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{middle}.");
    scene.bearer("GET", "/api/jwt/validate", &unsigned).await.empty(401);
    assert_eq!(scene.bearer("GET", "/api/jwt/validate", &token).await.status, 200);
}

#[tokio::test]
async fn a_token_whose_nbf_is_in_the_future_is_refused() {
    let scene = Scene::start().await;
    let now = scene.get(&format!("/api/user/{}", scene.user)).await.ok()["user"]["insertInstant"]
        .as_i64()
        .unwrap()
        / 1_000;
    let vend = async |begins: Value| {
        let claims = json!({"sub": scene.user, "nbf": begins});
        let body = json!({"claims": claims, "timeToLiveInSeconds": 3_600});
        text(&scene.post("/api/jwt/vend", body).await.ok()["token"])
    };
    let (later, never) = (vend(json!(now + 600)).await, vend(json!("soon")).await);
    for token in [&later, &never] {
        scene.bearer("GET", "/api/jwt/validate", token).await.empty(401);
        scene.bearer("GET", "/api/user", token).await.empty(401);
    }
    scene.bench.advance(700).await;
    scene.bearer("GET", "/api/jwt/validate", &later).await.ok();
    scene.bearer("GET", "/api/user", &later).await.ok();
    scene.bearer("GET", "/api/jwt/validate", &never).await.empty(401);
    let good = vend(json!(now)).await;
    assert_eq!(scene.bearer("GET", "/api/user", &good).await.ok()["user"]["email"], EMAIL);
}

#[tokio::test]
async fn the_rules_of_the_default_tenant_apply_to_a_vended_token_if_the_request_names_no_tenant() {
    let scene = Scene::start().await;
    let (id, kid) = key(&scene, "ES256", 256).await;
    let jwt = json!({"accessTokenKeyId": id, "timeToLiveInSeconds": 1_234});
    scene.patch_tenant(json!({"issuer": "issuer.example", "jwtConfiguration": jwt})).await;
    let vend = async |claims: Value, more: Value| {
        let mut body = json!({"claims": claims});
        json_patch::merge(&mut body, &more);
        let token = text(&scene.post("/api/jwt/vend", body).await.ok()["token"]);
        (jwt_part(&token, 0), jwt_part(&token, 1))
    };
    let life = |claims: &Value| claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
    let (header, claims) = vend(json!({"a": 1}), json!({})).await;
    assert_eq!((&header["kid"], &claims["iss"]), (&json!(kid), &json!("issuer.example")));
    assert_eq!((life(&claims), claims.get("tid")), (1_234, None));
    assert!(claims["jti"].is_string(), "{claims}");
    let own = json!({"iss": "own", "jti": "my id"});
    let (_, claims) = vend(own, json!({"timeToLiveInSeconds": 60})).await;
    assert_eq!((&claims["iss"], &claims["jti"]), (&json!("own"), &json!("my id")));
    assert_eq!(life(&claims), 60);
    let other = scene.tenant("other").await;
    let body = json!({"claims": {"a": 1}});
    let vended = scene.in_tenant(&other, "POST", "/api/jwt/vend", Some(body)).await.ok();
    let claims = jwt_part(&text(&vended["token"]), 1);
    assert_eq!((life(&claims), &claims["iss"]), (3_600, &json!("acme.com")));
    assert_eq!(claims["tid"], json!(other));
}
