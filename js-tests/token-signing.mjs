// Signs the tokens of tokens.mjs; has the private keys, and the key sets and secrets for verification.

import { base64url, CompactSign, exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT } from "jose";

// Public examples: the keys of RFC 7515 (A.1 to A.4), RFC 6979 (A.2.6) and RFC 8037 (A.1).
export const SECRET = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
export const hex = (text) => base64url.encode(Buffer.from(text, "hex"));
export const PRIVATE = {
  rsa: {
    kty: "RSA",
    e: "AQAB",
    n: "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
    d: "Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ",
    p: "4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc",
    q: "uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc",
    dp: "BwKfV3Akq5_MFZDFZCnW-wzl-CCo83WoZvnLQwCTeDv8uzluRSnm71I3QCLdhrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12Sk3vmAktV2zb34MCdy7cpdTh_YVr7tss2u6vneTwrA86rZtu5Mbr1C1XsmvkxHQAdYo0",
    dq: "h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0ajaHF-NKJnwgjMd2w9cjz3_-kyNlxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tIiTHU",
    qi: "IYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQwVK0JKSHuLFkuQ3U",
  },
  p256: {
    kty: "EC",
    crv: "P-256",
    x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    d: "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI",
  },
  p384: {
    kty: "EC",
    crv: "P-384",
    x: hex("EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64DEF8F0EA9055866064A254515480BC13"),
    y: hex("8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720"),
    d: hex("6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5"),
  },
  p521: {
    kty: "EC",
    crv: "P-521",
    x: "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
    y: "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2",
    d: "AY5pb7A0UFiB3RELSD64fTLOSV_jazdF7fLYyuTw8lOfRhWg6Y6rUrPAxerEzgdRhajnu0ferB0d53vM9mE15j2C",
  },
  ed: {
    kty: "OKP",
    crv: "Ed25519",
    x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
  },
};
export const open = ({ kty, n, e, crv, x, y }, more) => JSON.parse(JSON.stringify({ kty, n, e, crv, x, y, ...more }));
/** The RSA key of RFC 7517, A.1. It signs no token here. */
export const STRANGER = {
  kty: "RSA",
  e: "AQAB",
  kid: "2011-04-29",
  alg: "RS256",
  n: "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEPs2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
};

export const { rsa, p256, p384, p521, ed } = PRIVATE;
export const small = await exportJWK((await generateKeyPair("ES256", { extractable: true })).publicKey);
export const SETS = {
  // One key of each kind, only with required members.
  rfc: [open(rsa), open(p256), open(p384), open(p521), open(ed)],
  // Keys as servers publish them.
  all: [
    STRANGER,
    open(rsa, { kid: "rsa", use: "sig", key_ops: ["verify"], x5t: "ignored" }),
    open(p256, { kid: "p256", alg: "ES256", use: "sig" }),
    open(p384, { kid: "p384", alg: "ES384" }),
    open(p521, { kid: "p521", alg: "ES512" }),
    open(ed, { kid: "ed", alg: "EdDSA", use: "sig" }),
  ],
  empty: [],
  odd: [
    null,
    7,
    "key",
    [],
    {},
    { kty: "RSA", kid: "bare" },
    open(rsa, { kid: "enc", use: "enc" }),
    open(rsa, { kid: "ps", alg: "PS256" }),
    open(rsa, { kid: "wrap", key_ops: ["wrapKey"] }),
    open(rsa, { kid: "short", n: rsa.n.slice(0, 171) }),
    open(p256, { kid: "off", y: p256.x }),
    open(p256, { kid: "cut", x: p256.x.slice(0, 20) }),
    open(ed, { kid: "curve", crv: "X25519" }),
    { kty: "oct", kid: "oct", k: SECRET },
    { kty: "oct", kid: "RS256", alg: "RS256", k: SECRET },
    open(rsa, { kid: "twice" }),
    open(small, { kid: "twice" }),
    open(rsa, { kid: "twice" }),
  ],
};
SETS.ed = [open(ed, { kid: "ed", alg: "Ed25519" })];
/** The project key of the Fusio server that signed the two recorded tokens in tokens.mjs. The server is gone. */
export const FUSIO_KEY = "cee262a5a1bdd205cbfe0dfc2ad4eddf";
export const SECRETS = {
  rfc: SECRET,
  fusio: base64url.encode(FUSIO_KEY),
  short: base64url.encode("k"),
  pem: base64url.encode(await exportSPKI(await importJWK(open(rsa), "RS256", { extractable: true }))),
};

/** The current time of the tests, in seconds since 1970. */
export const NOW = 1_700_000_000;

export const claims = {
  iss: "acme.com",
  aud: "app",
  sub: "ada",
  exp: NOW + 600,
  iat: NOW,
  roles: ["user"],
  "http://example.com/is_root": false,
};
export const text = (part) => base64url.encode(typeof part === "string" ? part : JSON.stringify(part));

export async function sign(alg, kid, body = claims) {
  const key = alg.startsWith("HS")
    ? base64url.decode(SECRET)
    : await importJWK(
        PRIVATE[{ R: "rsa", P: "rsa" }[alg[0]] ?? { ES256: "p256", ES384: "p384", ES512: "p521" }[alg] ?? "ed"],
        alg,
      );
  const header = { alg, ...(kid && { kid }) };
  if (Object.getPrototypeOf(body) === Object.prototype) return new SignJWT(body).setProtectedHeader(header).sign(key);
  return new CompactSign(typeof body === "string" ? new TextEncoder().encode(body) : body)
    .setProtectedHeader(header)
    .sign(key);
}
/** A token with a valid signature over a header that `jose` refuses to sign. */
export async function signed(header) {
  const over = `${text(header)}.${text(claims)}`;
  const key = await importJWK(p256, "ES256");
  const bytes = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, new TextEncoder().encode(over));
  return `${over}.${base64url.encode(new Uint8Array(bytes))}`;
}
/** A copy of the token with another header, payload or signature. */
export const forge = (token, { header, payload, signature }) => {
  const parts = token.split(".");
  return [
    header === undefined ? parts[0] : text(header),
    payload === undefined ? parts[1] : text(payload),
    signature ?? parts[2],
  ].join(".");
};
