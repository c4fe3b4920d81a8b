// Written by `cargo xtask generate`.

export const CALL_LIMIT = 30000;

export const CLOCK_TOLERANCE = 60;

export const CURVES = {
  "ES256": "P-256",
  "ES384": "P-384",
  "ES512": "P-521",
  "EdDSA": "Ed25519"
};

export const KEYS_FAILURE = 5000;

export const KEYS_FRESH = 600000;

export const KEYS_PATIENCE = 1000;

export const KEYS_ROTATION = 30000;

export const KEYS_STALE = 3600000;

export const KEY_IN_BROWSER = "apiKey: visitors of a page could take it; keep it on a server, or set dangerouslyAllowBrowser";

export const LOCK_SETTLES = 200;

export const LONGEST_HOLD = 300000;

export const LONGEST_MODULUS = 1366;

export const LONGEST_TOKEN = 65536;

export const MOST_KEYS = 100;

export const NONCE = "matricula_nonce";

export const NO_REMEDY = 60000;

export const REFRESH_AHEAD = 60;

export const REFUSALS = {
  "algorithm": "the algorithm of the token is not accepted",
  "audience": "the token has another audience",
  "expired": "the token has expired",
  "issuer": "the token has another issuer",
  "malformed": "the token is not a signed JWT",
  "not_yet_valid": "the token is not valid yet",
  "signature": "the signature of the token is wrong",
  "subject": "the token has no user (`sub`)",
  "unknown_key": "no known key fits the token"
};

export const SESSION_REFUSALS = [
  "invalid_token",
  "account_locked",
  "account_expired",
  "login_prevented"
];

export const SHORTEST_MODULUS = 342;

export const SIGN_OUT_SCOPE = "authorization";

export const STORE_LIMIT = 3000;
