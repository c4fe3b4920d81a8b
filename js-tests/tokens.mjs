// `node tokens.mjs` writes ../tests/fixtures/tokens.json: tokens and their expected results on every target.
//
// The tokens come from RFCs, from `jose` or from Fusio, or are forged. `jose` also verifies each token, and must accept
// or refuse it as expected, unless `differs` is true.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { base64url, createLocalJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify, SignJWT } from "jose";

import { claims, forge, NOW, p256, rsa, SECRET, SECRETS, SETS, sign, signed, text } from "./token-signing.mjs";

const RFC_CLAIMS = { iss: "joe", exp: 1300819380, "http://example.com/is_root": true };

const cases = [];
/** Adds a token; `expected` is its claims or the code of the refusal. */
function add(name, token, expected, { keys = "all", secret, differs, now = NOW, ...options } = {}) {
  const member = typeof expected === "string" ? { code: expected } : { claims: expected };
  cases.push({
    name,
    token,
    ...(secret ? { secret } : { keys }),
    ...(Object.keys(options).length && { options }),
    now,
    ...member,
    differs,
  });
}

// Tokens of the RFCs.
const RFC_PAYLOAD = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const rfc = {
  a1: `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${RFC_PAYLOAD}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`,
  a2: `eyJhbGciOiJSUzI1NiJ9.${RFC_PAYLOAD}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw`,
  a3: `eyJhbGciOiJFUzI1NiJ9.${RFC_PAYLOAD}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`,
  a4: "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn",
  a5: `eyJhbGciOiJub25lIn0.${RFC_PAYLOAD}.`,
  ed: "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
};
// These tokens have no subject.
const then = { keys: "rfc", now: 1300819379, requireSubject: false };
add("RFC 7515 A.1, RFC 7519 3.1: HS256", rfc.a1, RFC_CLAIMS, { ...then, secret: "rfc" });
add("RFC 7515 A.2: RS256", rfc.a2, RFC_CLAIMS, then);
add("RFC 7515 A.3: ES256", rfc.a3, RFC_CLAIMS, then);
add("RFC 7515 A.4: a valid ES512 signature, but the payload is not claims", rfc.a4, "malformed", then);
add("RFC 7515 A.5, RFC 7519 6.1: unsecured", rfc.a5, "algorithm", then);
add("RFC 8037 A.4: a valid Ed25519 signature, but the payload is not claims", rfc.ed, "malformed", then);
add("RFC 8037 A.4 with unused bits at the end", rfc.ed.replace("0KAg", "0KAh"), "malformed", {
  ...then,
  differs: true,
});
add("RFC 8037 A.4 with another signature", rfc.ed.replace(".hgyY", ".hgyZ"), "signature", then);
add("RFC 7515 A.2 long after its expiry", rfc.a2, "expired", { ...then, now: NOW });
add("RFC 7515 A.1 with a wrong secret", rfc.a1, "signature", { ...then, secret: "short" });

// Tokens that `jose` signs.
const KIDS = {
  RS256: "rsa",
  RS384: "rsa",
  RS512: "rsa",
  PS256: "rsa",
  PS384: "rsa",
  PS512: "rsa",
  ES256: "p256",
  ES384: "p384",
  ES512: "p521",
  EdDSA: "ed",
};
const good = {};
for (const [alg, kid] of Object.entries(KIDS)) {
  good[alg] = await sign(alg, kid);
  add(`${alg} of jose`, good[alg], claims, { issuer: ["acme.com"], audience: ["app"] });
}
for (const alg of ["HS256", "HS384", "HS512"])
  add(`${alg} of jose`, (good[alg] = await sign(alg)), claims, { secret: "rfc" });
add("the curve's own name as the algorithm", await sign("Ed25519"), claims, { keys: "rfc" });
add("a key that has the curve's own name as its algorithm", good.EdDSA, claims, { keys: "ed", differs: true });
add("a token without `kid` when only one key fits", await sign("ES384"), claims);
add("a payload that is not ASCII", await sign("ES256", "p256", { ...claims, name: "Ada Żółć 🦀" }), {
  ...claims,
  name: "Ada Żółć 🦀",
});
add(
  "a large number, a fraction, null, and nesting",
  await sign("ES256", "p256", { ...claims, exp: NOW + 0.5, big: 9007199254740991, no: null, a: [{ b: {} }] }),
  { ...claims, exp: NOW + 0.5, big: 9007199254740991, no: null, a: [{ b: {} }] },
);
add(
  "a member with the name of JavaScript's prototype",
  await sign("ES256", "p256", `{"__proto__":{"exp":1},"sub":"ada","exp":${NOW + 5}}`),
  "{}",
);
cases.at(-1).claims = { sub: "ada", exp: NOW + 5 };
delete cases.at(-1).code;

// The rules of a verifier.
const rule = async (name, body, expected, options) => add(name, await sign("ES256", "p256", body), expected, options);
await rule("expired", { ...claims, exp: NOW - 61 }, "expired");
await rule("expired within the tolerance", { ...claims, exp: NOW - 59 }, { ...claims, exp: NOW - 59 });
await rule("expired exactly by the tolerance", { ...claims, exp: NOW - 60 }, "expired");
await rule("expired, without tolerance", { ...claims, exp: NOW }, "expired", { clockToleranceSeconds: 0 });
await rule("`nbf` in the future", { ...claims, nbf: NOW + 61 }, "not_yet_valid");
await rule("`nbf` within the tolerance", { ...claims, nbf: NOW + 60 }, { ...claims, nbf: NOW + 60 });
await rule("another issuer", claims, "issuer", { issuer: ["acme.co"] });
await rule("one of two issuers", claims, claims, { issuer: ["x", "acme.com"] });
await rule("no issuer", { exp: NOW + 9 }, "issuer", { issuer: ["acme.com"] });
await rule("an issuer that is a list", { ...claims, iss: ["acme.com"] }, "issuer", { issuer: ["acme.com"] });
await rule("another audience", claims, "audience", { audience: ["ap"] });
await rule(
  "a list of audiences",
  { ...claims, aud: ["x", "app"] },
  { ...claims, aud: ["x", "app"] },
  { audience: ["app"] },
);
await rule("a list of audiences without ours", { ...claims, aud: ["x", "y"] }, "audience", { audience: ["app"] });
await rule("no audience", { exp: NOW + 9 }, "audience", { audience: ["app"] });
await rule("an algorithm that is not on our list", claims, "algorithm", { algorithms: ["RS256", "EdDSA"] });
await rule("an algorithm that is on our list", claims, claims, { algorithms: ["RS256", "ES256"] });
const { sub, ...nobody } = claims;
await rule("no `sub`", nobody, "subject");
await rule("no `sub` when none is required", nobody, nobody, { requireSubject: false });
await rule("an empty `sub`", { ...claims, sub: "" }, "subject", { differs: true });
await rule("a `sub` that is a list", { ...claims, sub: ["ada"] }, "subject", { differs: true });
await rule("a `sub` that is null", { ...claims, sub: null }, "subject", { differs: true });
await rule("a `sub` of JavaScript's prototype", `{"__proto__":{"sub":"ada"},"exp":${NOW + 9}}`, "subject");
await rule("no `exp`", { sub: "ada" }, "malformed", { differs: true });
await rule("an `exp` that is text", `{"sub":"ada","exp":"${NOW + 9}"}`, "malformed");
await rule("an `nbf` that is text", `{"sub":"ada","exp":${NOW + 9},"nbf":"0"}`, "malformed");
await rule("`exp` twice", `{"exp":${NOW - 900},"exp":${NOW + 900}}`, "malformed", { differs: true });
await rule("`exp` twice, once escaped", `{"exp":${NOW - 900},"\\u0065xp":${NOW + 900}}`, "malformed", {
  differs: true,
});
await rule("claims that are a list", `[{"exp":${NOW + 9}}]`, "malformed");
await rule("claims that are text", '"exp"', "malformed");
await rule("incomplete claims", '{"exp":', "malformed");
add("claims that are not UTF-8", await sign("ES256", "p256", new Uint8Array([0x7b, 0xff, 0x7d])), "malformed");
add("claims after a byte order mark", await sign("ES256", "p256", `\ufeff{"exp":${NOW + 9}}`), "malformed", {
  differs: true,
});

// Two recorded tokens. One server, with Fusio 8.8.4, signed both with one key.
const fusio = { secret: "fusio", issuer: ["http://127.0.0.1:18099"], now: 1795308119 };
const access =
  "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwOi8vMTI3LjAuMC4xOjE4MDk5Iiwic3ViIjoiYmI5Zjc2YTYtOWRlYi01MDllLWJhYTUtNTA2ZWY1ZTY3YTgxIiwiaWF0IjoxNzk1MzA4MTE5LCJleHAiOjE3OTU0ODA5MTksIm5hbWUiOiJiYXoiLCJwcmVmZXJyZWRfdXNlcm5hbWUiOiJiYXoiLCJlbWFpbCI6ImJhekBsb2NhbGhvc3QuY29tIn0.48XjxpOXyUnbmyFcjsYttzGIE5TRYGMwPbI4UFAoxRQ";
const mailed =
  "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3OTUzMTE2MzUsImp0aSI6IjlhYjFiMjljYWFiYTY1OTgifQ.fkQg_U9qMsBSHgGJX2JLb2fVO4v5HZpcO069R5Iovs4";
add("the access token of Fusio", access, decodeJwt(access), fusio);
add("the token of Fusio's activation mail", mailed, "subject", { ...fusio, issuer: undefined });
add("the token of Fusio's activation mail with a required issuer", mailed, "issuer", fusio);

// Forged tokens: the header.
const attacker = await generateKeyPair("RS256", { extractable: true });
const theirs = await exportJWK(attacker.publicKey);
const attack = (header) =>
  new SignJWT(claims).setProtectedHeader({ alg: "RS256", ...header }).sign(attacker.privateKey);
for (const none of ["none", "None", "NONE", "nOnE", "", "null"]) {
  add(
    `alg ${JSON.stringify(none)} without a signature`,
    forge(good.RS256, { header: { alg: none, kid: "rsa" }, signature: "" }),
    "algorithm",
  );
}
add("alg none with the old signature", forge(good.RS256, { header: { alg: "none" } }), "algorithm");
add("alg none, verified with a secret", forge(good.HS256, { header: { alg: "none" }, signature: "" }), "algorithm", {
  secret: "rfc",
});
add("no alg", forge(good.RS256, { header: { kid: "rsa" } }), "malformed");
add("alg that is a list", forge(good.RS256, { header: { alg: ["RS256"], kid: "rsa" } }), "malformed");
add("alg twice", await signed('{"alg":"none","alg":"ES256","kid":"p256"}'), "malformed", { differs: true });
add("alg twice, once escaped", await signed('{"\\u0061lg":"none","alg":"ES256","kid":"p256"}'), "malformed", {
  differs: true,
});
const hmac = (secret, header) => {
  const signed = `${text(header)}.${text(claims)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
};
const pem = Buffer.from(SECRETS.pem, "base64url");
add("HS256 with the public key's PEM as the secret", hmac(pem, { alg: "HS256", kid: "rsa" }), "algorithm");
add(
  "HS256 with the public key's modulus as the secret",
  hmac(base64url.decode(rsa.n), { alg: "HS256", kid: "rsa" }),
  "algorithm",
);
add(
  "HS256 with the public point as the secret",
  hmac(Buffer.concat([base64url.decode(p256.x), base64url.decode(p256.y)]), { alg: "HS256", kid: "p256" }),
  "algorithm",
);
add(
  "HS256 with a secret that the set publishes",
  hmac(base64url.decode(SECRET), { alg: "HS256", kid: "oct" }),
  "algorithm",
  { keys: "odd", differs: true },
);
add(
  "RS256 with a secret instead of a key",
  hmac(base64url.decode(SECRET), { alg: "RS256", kid: "RS256" }),
  "algorithm",
  {
    keys: "odd",
  },
);
add("RS256, verified with a secret", good.RS256, "algorithm", { secret: "pem" });
add("a key in the header (jwk)", await attack({ jwk: theirs, kid: "rsa" }), "signature");
add("a key in the header and no kid", await attack({ jwk: theirs }), "unknown_key");
add(
  "an address in the header (jku, x5u)",
  await attack({ jku: "https://evil.example/jwks.json", x5u: "https://evil.example/x", kid: "evil" }),
  "unknown_key",
);
add("kid of another key of this type", forge(good.RS256, { header: { alg: "RS256", kid: "2011-04-29" } }), "signature");
add("kid of a key of another type", forge(good.RS256, { header: { alg: "RS256", kid: "p256" } }), "algorithm");
add("kid that is unknown", await sign("RS256", "nobody"), "unknown_key");
add("kid that is a path", await sign("RS256", "../../dev/null"), "unknown_key");
add("kid that is a number", forge(good.RS256, { header: { alg: "RS256", kid: 7 } }), "malformed");
add("no kid when two keys fit", await sign("RS256"), "unknown_key");
add("a set without keys", good.RS256, "unknown_key", { keys: "empty" });
add("crit", await signed({ alg: "ES256", kid: "p256", crit: ["exp"], exp: NOW + 9 }), "malformed");
add("crit that is empty", await signed({ alg: "ES256", kid: "p256", crit: [] }), "malformed");
add("b64 true", await signed({ alg: "ES256", kid: "p256", crit: ["b64"], b64: true }), "malformed", { differs: true });
add("b64 false", await signed({ alg: "ES256", kid: "p256", crit: ["b64"], b64: false }), "malformed", {
  differs: true,
});
add("b64 false without crit", await signed({ alg: "ES256", kid: "p256", b64: false }), "malformed", { differs: true });
add("a header that is not JSON", forge(good.ES256, { header: "alg" }), "malformed");
add("a header that is a list", forge(good.ES256, { header: [{ alg: "ES256" }] }), "malformed");

// Forged tokens: the signature.
const raw = base64url.decode(good.ES256.split(".")[2]);
const integer = (bytes) => {
  const plain = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  const padded = plain[0] & 0x80 ? Buffer.concat([Buffer.of(0), plain]) : plain;
  return Buffer.concat([Buffer.of(2, padded.length), padded]);
};
const sequence = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
const der = Buffer.concat([Buffer.of(0x30, sequence.length), sequence]);
const order = Buffer.from("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", "hex");
const signatures = {
  "r and s are zero": new Uint8Array(64),
  "r and s are the order of the curve": Buffer.concat([order, order]),
  "DER instead of two numbers": der,
  "a zero byte before": Buffer.concat([Buffer.of(0), raw]),
  "one byte less": raw.subarray(0, 63),
  "r and s swapped": Buffer.concat([raw.subarray(32), raw.subarray(0, 32)]),
};
for (const [what, bytes] of Object.entries(signatures))
  add(`ES256: ${what}`, forge(good.ES256, { signature: base64url.encode(bytes) }), "signature");
for (const alg of ["RS256", "PS256", "ES384", "EdDSA"]) {
  const [header, payload, signature] = good[alg].split(".");
  const bytes = base64url.decode(signature);
  add(`${alg}: another payload`, forge(good[alg], { payload: { ...claims, sub: "eve" } }), "signature");
  add(`${alg}: another header`, forge(good[alg], { header: { alg, kid: KIDS[alg], x: 1 } }), "signature");
  add(
    `${alg}: an incomplete signature`,
    forge(good[alg], { signature: base64url.encode(bytes.subarray(0, -1)) }),
    "signature",
  );
  add(`${alg}: no signature`, `${header}.${payload}.`, "signature");
  add(
    `${alg}: one changed bit`,
    forge(good[alg], { signature: base64url.encode(bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte))) }),
    "signature",
  );
}
add("HS256: another payload", forge(good.HS256, { payload: { ...claims, sub: "eve" } }), "signature", {
  secret: "rfc",
});
add(
  "HS256: an incomplete signature",
  forge(good.HS256, { signature: good.HS256.split(".")[2].slice(0, 40) }),
  "signature",
  { secret: "rfc" },
);
add("RS256 as RS512", forge(good.RS256, { header: { alg: "RS512", kid: "rsa" } }), "signature");
add("RS256 as PS256", forge(good.RS256, { header: { alg: "PS256", kid: "rsa" } }), "signature");
add("ES256 as ES384", forge(good.ES256, { header: { alg: "ES384", kid: "p256" } }), "algorithm");
add(
  "ES256 of one curve with the key of another",
  forge(good.ES256, { header: { alg: "ES256", kid: "p384" } }),
  "algorithm",
);

// Tokens that name a key of the odd set. Most of these keys do not fit their tokens.
const odd = async (kid, alg, expected, differs) =>
  add(`a key of the odd set: ${kid}, ${alg}`, await sign(alg, kid), expected, { keys: "odd", differs });
await odd("enc", "RS256", "algorithm");
await odd("ps", "RS256", "algorithm");
await odd("ps", "PS256", claims);
await odd("wrap", "RS256", "algorithm");
await odd("short", "RS256", "algorithm");
await odd("bare", "RS256", "algorithm");
await odd("off", "ES256", "signature");
await odd("cut", "ES256", "signature");
await odd("curve", "EdDSA", "algorithm");
await odd("twice", "RS256", "unknown_key");
await odd("twice", "ES256", "signature");

// Texts that are not tokens.
const [header, payload, signature] = good.ES256.split(".");
for (const [what, token] of Object.entries({
  nothing: "",
  "one word": "token",
  "two parts": `${header}.${payload}`,
  "four parts": `${good.ES256}.${signature}`,
  "five parts": `${header}.${payload}.${signature}.${payload}.${signature}`,
  "only dots": "..",
  "an empty header": `.${payload}.${signature}`,
  "a space before": ` ${good.ES256}`,
  "a line end after": `${good.ES256}\n`,
  padding: `${good.ES256}==`,
  "a zero byte": `${good.ES256}\u0000`,
  "standard base64 instead of base64url": good.ES256.replaceAll("-", "+").replaceAll("_", "/"),
  "a character that is not ASCII": `${header}é.${payload}.${signature}`,
  "a scheme before": `Bearer ${good.ES256}`,
  "the JSON form": JSON.stringify({ protected: header, payload, signature }),
})) {
  if (token === good.ES256) continue;
  add(`not a token: ${what}`, token, "malformed", { differs: true });
}
add("an empty payload", await sign("ES256", "p256", new Uint8Array()), "malformed");
add("a token that is too long", `${header}.{giant}.${signature}`, "malformed");

/** Verifies a token with `jose`; returns its claims, or rejects. */
async function verdict({ token, keys, secret, options = {}, now }) {
  const { issuer, audience, algorithms, requireSubject = true, clockToleranceSeconds: clockTolerance = 60 } = options;
  const requiredClaims = requireSubject ? ["sub"] : [];
  const key = secret
    ? base64url.decode(SECRETS[secret])
    : createLocalJWKSet({ keys: SETS[keys].filter((key) => key?.kty) });
  const given = JSON.parse(JSON.stringify({ issuer, audience, algorithms, requiredClaims, clockTolerance }));
  return (
    await jwtVerify(token.replace("{giant}", "A".repeat(70_000)), key, { ...given, currentDate: new Date(now * 1_000) })
  ).payload;
}

for (const entry of cases) {
  const found = await verdict(entry).catch((error) => error);
  const refused = found instanceof Error;
  if (!entry.differs)
    assert.equal(
      refused,
      entry.code !== undefined,
      `${entry.name}: jose says ${refused ? found : JSON.stringify(found)}`,
    );
  if (!refused && entry.claims && !entry.name.includes("prototype")) assert.deepEqual(found, entry.claims, entry.name);
  delete entry.differs;
}
assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length, "a name is used twice");
const sets = Object.fromEntries(Object.entries(SETS).map(([name, keys]) => [name, { keys }]));
const lines = cases.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n");
const file = `{\n  "sets": ${JSON.stringify(sets)},\n  "secrets": ${JSON.stringify(SECRETS)},\n  "cases": [\n${lines}\n  ]\n}\n`;
await writeFile(join(import.meta.dirname, "../tests/fixtures/tokens.json"), file);
console.log(`${cases.length} tokens`);
