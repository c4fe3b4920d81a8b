// `TokenVerifier` of the npm package: mod.rs, compact.rs, claims.rs, keys.rs and remote.rs in a tenth of
// the bytes. tests/fixtures/tokens.json holds both to the same verdicts.

import { claims, isObject } from "./claims.js";
import { ClientError } from "./client_error.js";
import { place, placed } from "./placed.js";
import { verify } from "./signature.js";
import { within } from "./within.js";

const LONGEST = 64 * 1024;
const [FRESH, STALE, ROTATION, FAILURE] = [600_000, 3_600_000, 30_000, 5_000];
const CURVES = { ES256: "P-256", ES384: "P-384", ES512: "P-521", EdDSA: "Ed25519" };
const REFUSALS = {
  malformed: "the token is not a signed JWT",
  algorithm: "the token is signed in a way that is not accepted",
  unknown_key: "the token is signed with a key that is not known",
  signature: "the signature of the token is wrong",
  issuer: "the token was made by somebody else",
  audience: "the token is for somebody else",
  subject: "the token does not say whom it is about",
  not_yet_valid: "the token is not valid yet",
  expired: "the token has expired",
};

const refusal = (code) => new ClientError(REFUSALS[code], { kind: "invalid_token", code });
const refuseIf = (wrong, code) => {
  if (wrong) throw refusal(code);
};
const invalid = (field, message) => new ClientError(`${field}: ${message}`, { kind: "validation", fieldErrors: { [field]: [{ message }] } });
const atLeastZero = (field, value) => {
  if (typeof value !== "number" || !(value >= 0)) throw invalid(field, "must be a number from 0");
  return value;
};
/** What `read` gives; what a caller's object throws may hold anything. */
const safely = (field, read) => {
  try {
    return read();
  } catch {
    throw invalid(field, "cannot be read");
  }
};
// RFC 9864 calls it by its curve.
const known = (alg) => (alg === "Ed25519" ? "EdDSA" : /^([HRPE]S(256|384|512)|EdDSA)$/.test(alg) ? alg : undefined);

/** The claims of a token, which anybody can have written. */
export function decodeJwt(token) {
  const says = claims(token);
  return says ?? place(refusal("malformed"), decodeJwt);
}

/** The class; `serve` gives, when the engine is there, what fetches the keys for these options. */
export const tokenVerifier = (serve) =>
  class TokenVerifier {
    // A minifier may rename the class.
    static {
      Object.defineProperty(this, "name", { value: "TokenVerifier" });
    }
    get [Symbol.toStringTag]() {
      return "TokenVerifier";
    }
    #secret;
    #keys;
    #rules;

    constructor(options) {
      try {
        this.#set(options);
      } catch (error) {
        place(error, TokenVerifier);
      }
    }

    #set(options) {
      const { jwksUrl, jwks, secret, clockToleranceSeconds, ...rest } = safely("options", () => ({ ...options }));
      if ([jwksUrl, jwks, secret].filter((way) => way != null).length !== 1) throw invalid("jwksUrl", "give the keys in one way: jwksUrl, jwks or secret");
      if (secret != null) {
        if (typeof secret !== "string" && !(secret instanceof Uint8Array)) throw invalid("secret", "must be a string or bytes");
        // Anybody can sign with an empty one.
        if (!secret.length) throw invalid("secret", "is empty");
        this.#secret = typeof secret === "string" ? new TextEncoder().encode(secret) : secret.slice();
      } else if (jwks != null) {
        // A copy: what the caller does with its object later is no business of this verifier.
        const keys = safely("jwks", () => JSON.parse(JSON.stringify(jwks.keys)).slice(0, 100));
        if (!Array.isArray(keys)) throw invalid("jwks", "is not a key set");
        this.#keys = async () => keys;
      } else {
        this.#keys = fetched(serve({ ...rest, jwksUrl }));
      }
      this.#rules = { sub: rest.requireSubject !== false, tolerance: atLeastZero("clockToleranceSeconds", clockToleranceSeconds ?? 60) };
      for (const name of ["issuer", "audience", "algorithms"]) {
        if (rest[name] == null) continue;
        const list = [rest[name]].flat();
        const odd = (text) => typeof text !== "string" || (name === "algorithms" && !known(text));
        // An empty list would leave the check out.
        if (!list.length || list.some(odd)) throw invalid(name, "must be one of them or a list of some");
        this.#rules[name] = name === "algorithms" ? list.map(known) : list;
      }
    }

    verify(token, options) {
      return this.#judged(token, options).catch(placed);
    }

    async #judged(token, options) {
      const { signal, timeoutMs, now } = safely("options", () => ({ ...options }));
      if (typeof token !== "string") throw invalid("token", "must be a string");
      if (signal != null && !safely("signal", () => "aborted" in signal)) throw invalid("signal", "must be an AbortSignal");
      if (timeoutMs != null) atLeastZero("timeoutMs", timeoutMs);
      if (now != null) atLeastZero("now", now);
      return within(() => this.#verify(token, now ?? Date.now()), signal, timeoutMs ?? undefined);
    }

    async #verify(token, now) {
      const parts = token.split(".");
      refuseIf(token.length > LONGEST || parts.length !== 3, "malformed");
      const [header, payload] = parts;
      const signature = bytes(parts[2]);
      const { alg: name, kid, crit, b64 } = object(header);
      refuseIf(typeof name !== "string", "malformed");
      const alg = known(name);
      refuseIf(!alg, "algorithm");
      // Extensions that must be understood; none is. One of them changes what is signed (RFC 7797).
      refuseIf(crit != null || b64 != null || (kid != null && typeof kid !== "string"), "malformed");
      const { algorithms } = this.#rules;
      refuseIf((alg[0] === "H") !== !!this.#secret || (algorithms && !algorithms.includes(alg)), "algorithm");
      let key = this.#secret;
      if (!key) {
        const keys = await this.#keys();
        key = find(keys, alg, kid);
        if (key === "unknown_key") key = find(await this.#keys(keys), alg, kid);
        refuseIf(typeof key === "string", key);
      }
      const holds = await verify(alg, key, `${header}.${payload}`, signature);
      if (holds === undefined) throw new ClientError("this platform cannot check such a signature", { kind: "unsupported", code: "algorithm" });
      refuseIf(!holds, "signature");
      const says = object(payload);
      check(says, this.#rules, now / 1000);
      return says;
    }
  };

/** Checks claims against the clock `now`, in seconds. */
function check(says, { issuer, audience, sub, tolerance }, now) {
  const [exp, nbf] = ["exp", "nbf"].map((name) => says[name] ?? undefined);
  refuseIf(issuer && !issuer.includes(says.iss), "issuer");
  refuseIf(audience && ![says.aud].flat().some((name) => audience.includes(name)), "audience");
  refuseIf(sub && (typeof says.sub !== "string" || !says.sub), "subject");
  refuseIf(nbf !== undefined && !Number.isFinite(nbf), "malformed");
  refuseIf(now + tolerance < nbf, "not_yet_valid");
  // A token without an end could not be taken back.
  refuseIf(!Number.isFinite(exp), "malformed");
  refuseIf(now - tolerance >= exp, "expired");
}

/** The one key that such a token can be signed with, or why there is none. */
function find(keys, alg, kid) {
  const named = keys.filter((key) => isObject(key) && (kid == null || key.kid === kid));
  const fitting = named.filter((key) => fits(key, alg));
  if (fitting.length === 1) return fitting[0];
  return kid != null && named.length && !fitting.length ? "algorithm" : "unknown_key";
}

/** Whether the key is for this algorithm: the key says that, not the token. */
function fits({ kty, crv, use, key_ops, alg: own, n }, alg) {
  const curve = CURVES[alg];
  return kty === (alg === "EdDSA" ? "OKP" : curve ? "EC" : "RSA") &&
    (!curve || crv === curve) &&
    (typeof use !== "string" || use === "sig") &&
    (key_ops == null || [key_ops].flat().includes("verify")) &&
    (typeof own !== "string" || known(own) === alg) &&
    // Shorter RSA keys than of 2048 bits are not safe, longer ones than of 8192 only slow.
    (curve || (n?.length >= 342 && n.length <= 1366));
}

/** The bytes of base64url, of which `atob` would take more than there is. */
function bytes(text) {
  try {
    const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
    const latin1 = /[^\w-]/.test(text) ? undefined : atob(base64);
    // Bits that mean nothing would be a second way to write the same token.
    if (btoa(latin1).replace(/=+$/, "") === base64) return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
  } catch {
    // What was thrown may quote the token.
  }
  throw refusal("malformed");
}

/** The object that a part of a token is. */
function object(part) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes(part));
    const value = JSON.parse(text);
    let [depth, members] = [0, 0];
    for (const [character] of text.replace(/"(?:[^"\\]|\\.)*"/g, "").matchAll(/[{}[\]:]/g)) {
      if (character === ":") members += depth === 1;
      else depth += "{[".includes(character) ? 1 : -1;
    }
    // Of two members with one name another program may see the other one.
    if (isObject(value) && Object.keys(value).length === members) return value;
  } catch {
    // What was thrown may quote the token.
  }
  throw refusal("malformed");
}

/** Keys that are fetched when needed, kept for a while, and fetched again when they change. */
function fetched(fetch) {
  let kept, keptAt, failure, fetching;
  let [failedAt, rotatedAt] = [-Infinity, -Infinity];
  const recent = (since, pause) => performance.now() - since < pause;
  return async (lacking) => {
    // Another verification may have fetched newer ones in the meantime.
    const rotates = kept && kept === lacking;
    if (kept && !rotates && recent(keptAt, FRESH)) return kept;
    if (!fetching) {
      if (rotates && recent(rotatedAt, ROTATION)) return kept;
      if (!recent(failedAt, FAILURE)) {
        fetching = fetch()
          .then(
            ({ keys }) => {
              keptAt = performance.now();
              kept = Array.isArray(keys) ? keys.slice(0, 100) : [];
              if (rotates) rotatedAt = keptAt;
            },
            (error) => {
              [failure, failedAt] = [error, performance.now()];
            },
          )
          .finally(() => (fetching = undefined));
      }
    }
    const before = kept;
    await fetching;
    if (kept !== before || (kept && !lacking && recent(keptAt, STALE))) return kept;
    throw failure;
  };
}
