// `TokenVerifier` of the npm package does the work of mod.rs, compact.rs, claims.rs, keys.rs and remote.rs in
// `src/token`. It needs a tenth of the bytes that the compiled Rust code would need. Both verifiers must give the same
// results for tests/fixtures/tokens.json.

import { isObject } from "../../../src/token/claims.js";
import { verify } from "../../../src/token/signature.js";
import type { Engine } from "./engine/glue.js";
import { clientError, invalid } from "./errors.js";
import {
  CLOCK_TOLERANCE,
  CURVES,
  LONGEST_MODULUS,
  LONGEST_TOKEN,
  MOST_KEYS,
  SHORTEST_MODULUS,
} from "./generated/constants.js";
import type { Secret, TokenRefusal } from "./generated/wire.js";
import { fetched, type Keys } from "./keys.js";
import { load } from "./load.js";
import { place, placed } from "./placed.js";
import { refusal } from "./refusals.js";
import type { JwtClaims, TokenVerifierOptions, VerifyOptions } from "./token-types.js";
import { within } from "./within.js";

/** An object from outside, with unknown members. */
type Bag = Record<string, unknown>;
type Jwk = Bag;

/** The rules for a token. */
interface Rules {
  readonly issuer: string[] | undefined;
  readonly audience: string[] | undefined;
  readonly algorithms: string[] | undefined;
  readonly sub: boolean;
  readonly tolerance: number;
}

function refuseIf(wrong: unknown, code: TokenRefusal): void {
  if (wrong) throw refusal(code);
}

function atLeast(least: number, field: string, value: unknown): number {
  if (typeof value !== "number" || !(value >= least)) throw invalid(field, `must be ${least} or more`);
  return value;
}

/** The result of `read`. An error from a caller's object may contain anything, so it is not passed on. */
function safely<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw invalid(field, "cannot be read");
  }
}

/** The usual name of a known algorithm: `Ed25519` (RFC 9864) means `EdDSA`. */
function known(alg: string): string | undefined {
  if (alg === "Ed25519") return "EdDSA";
  return /^([HRPE]S(256|384|512)|EdDSA)$/.test(alg) ? alg : undefined;
}

/** Checks access tokens (JWT): refuses forged and expired tokens. Make one verifier, and use it for all tokens. */
export class TokenVerifier {
  /** @internal A minifier may rename the class; this name stays the same. */
  static readonly name = "TokenVerifier";
  readonly #secret: Uint8Array | undefined;
  readonly #keys: ((lacking?: Keys) => Promise<Keys>) | undefined;
  readonly #rules: Rules;

  /**
   * A verifier with these keys and rules. Nothing is fetched yet.
   *
   * Throws a `ClientError` (`validation`) when the keys or the rules are invalid.
   */
  constructor(options: TokenVerifierOptions) {
    try {
      const { jwksUrl, jwks, secret, ...rest } = safely("options", () => ({ ...options }) as Bag);
      if ([jwksUrl, jwks, secret].filter((way) => way != null).length !== 1)
        throw invalid("jwksUrl", "give exactly one: jwksUrl, jwks or secret");
      if (secret != null) this.#secret = bytesOf(secret);
      else this.#keys = jwks != null ? given(jwks as Bag) : fetched(server({ ...rest, jwksUrl }));
      this.#rules = rules(rest);
    } catch (error) {
      place(error, TokenVerifier);
    }
  }

  /** @internal */
  get [Symbol.toStringTag](): string {
    return "TokenVerifier";
  }

  /**
   * Returns the claims of a token, if its signature is right and it follows the rules.
   *
   * Rejects with `invalid_token`, whose `code` says why: `malformed`, `algorithm`, `unknown_key`,
   * `signature`, `issuer`, `audience`, `subject`, `not_yet_valid` or `expired`. Rejects with
   * `unsupported` when this platform lacks the algorithm or WebCrypto, for example on a page that was
   * loaded over `http`. When the keys cannot be fetched, rejects with the reason, such as `network`.
   */
  verify<C = JwtClaims>(token: Secret, options?: VerifyOptions | null): Promise<C> {
    return this.#judged(token, options).catch(placed) as Promise<C>;
  }

  async #judged(token: Secret, options?: VerifyOptions | null): Promise<Bag> {
    const { signal, timeoutMs, now } = safely("options", () => ({ ...options }) as VerifyOptions);
    if (typeof token !== "string") throw invalid("token", "must be a string");
    if (signal != null && !safely("signal", () => "aborted" in signal))
      throw invalid("signal", "must be an AbortSignal");
    if (timeoutMs != null) atLeast(1, "timeoutMs", timeoutMs);
    if (now != null) atLeast(0, "now", now);
    return within(() => this.#verify(token, now ?? Date.now()), signal, timeoutMs ?? undefined);
  }

  async #verify(token: Secret, now: number): Promise<Bag> {
    const [header = "", payload = "", end, ...more] = token.split(".");
    if (token.length > LONGEST_TOKEN || end === undefined || more.length) throw refusal("malformed");
    const signature = bytes(end);
    const { alg: name, kid, crit, b64 } = object(header);
    if (typeof name !== "string") throw refusal("malformed");
    const alg = known(name);
    if (!alg) throw refusal("algorithm");
    // No extension is supported. `b64` would change the signed text (RFC 7797).
    refuseIf(crit != null || b64 != null || (kid != null && typeof kid !== "string"), "malformed");
    const { algorithms } = this.#rules;
    refuseIf((alg[0] === "H") !== !!this.#secret || (algorithms && !algorithms.includes(alg)), "algorithm");
    const key = this.#secret ?? (await this.#key(alg, kid));
    const holds = await verify(alg, key, `${header}.${payload}`, signature);
    if (holds === undefined)
      throw clientError("this platform cannot check such a signature", { kind: "unsupported", code: "algorithm" });
    refuseIf(!holds, "signature");
    const says = object(payload);
    check(says, this.#rules, now / 1000);
    return says;
  }

  /** The key of a token. If the known keys do not include this key, they are fetched again. */
  async #key(alg: string, kid: unknown): Promise<Jwk> {
    const keys = (await this.#keys?.()) ?? [];
    let key = find(keys, alg, kid);
    if (key === "unknown_key") key = find((await this.#keys?.(keys)) ?? [], alg, kid);
    if (typeof key === "string") throw refusal(key);
    return key;
  }
}

/** Returns a function that loads the engine and fetches the keys. */
function server(options: object): () => Promise<{ keys?: unknown }> {
  let server: Engine | undefined;
  return async () => {
    const { Engine } = await load();
    if (!server || server.failure) server = new Engine("keys", options);
    return server.call("keys", [], undefined) as Promise<{ keys?: unknown }>;
  };
}

function bytesOf(secret: unknown): Uint8Array {
  if (typeof secret !== "string" && !(secret instanceof Uint8Array))
    throw invalid("secret", "must be a string or bytes");
  // Anybody can sign with an empty secret.
  if (!secret.length) throw invalid("secret", "is empty");
  // A copy: later changes to the caller's bytes have no effect. `slice` of Node's `Buffer` would make no copy.
  return typeof secret === "string" ? new TextEncoder().encode(secret) : new Uint8Array(secret);
}

/** The keys that the caller gives. */
function given(jwks: Bag): () => Promise<Keys> {
  // A copy: later changes to the caller's object have no effect.
  const keys = safely("jwks", () => JSON.parse(JSON.stringify(jwks.keys)).slice(0, MOST_KEYS));
  if (!Array.isArray(keys)) throw invalid("jwks", "is not a key set");
  return async () => keys;
}

function rules({ clockToleranceSeconds, requireSubject, ...rest }: Bag): Rules {
  const tolerance = atLeast(0, "clockToleranceSeconds", clockToleranceSeconds ?? CLOCK_TOLERANCE);
  const list = (name: string, fits: (value: string) => unknown = () => true): string[] | undefined => {
    if (rest[name] == null) return undefined;
    const list = [rest[name]].flat();
    // An empty list would refuse every token.
    if (!list.length || !list.every((value) => typeof value === "string" && fits(value)))
      throw invalid(name, "must be a valid value or a list of such values");
    return list as string[];
  };
  return {
    sub: requireSubject !== false,
    tolerance,
    issuer: list("issuer"),
    audience: list("audience"),
    algorithms: list("algorithms", known)?.map((name) => known(name) as string),
  };
}

/** Checks claims against the rules. `now` is the time of the check, in epoch seconds. */
function check(says: Bag, { issuer, audience, sub, tolerance }: Rules, now: number): void {
  const [exp, nbf] = [says.exp ?? undefined, says.nbf ?? undefined];
  refuseIf(issuer && !issuer.includes(says.iss as string), "issuer");
  refuseIf(audience && ![says.aud].flat().some((name) => audience.includes(name as string)), "audience");
  refuseIf(sub && (typeof says.sub !== "string" || !says.sub), "subject");
  refuseIf(nbf !== undefined && !Number.isFinite(nbf), "malformed");
  refuseIf(now + tolerance < (nbf as number), "not_yet_valid");
  // A token without an expiry would be valid for ever.
  refuseIf(!Number.isFinite(exp), "malformed");
  refuseIf(now - tolerance >= (exp as number), "expired");
}

/** The only key that fits the token, or the error code if no key or more than one fits. */
function find(keys: Keys, alg: string, kid: unknown): Jwk | "algorithm" | "unknown_key" {
  const named = keys.filter((key): key is Jwk => isObject(key) && (kid == null || (key as Jwk).kid === kid));
  const [first, ...others] = named.filter((key) => fits(key, alg));
  if (first && !others.length) return first;
  return kid != null && named.length && !first ? "algorithm" : "unknown_key";
}

/** Whether the members of the key allow the algorithm `alg`. The platform may still not support the key. */
function fits({ kty, crv, use, key_ops, alg: own, n }: Jwk, alg: string): boolean {
  const curve = (CURVES as Partial<Record<string, string>>)[alg];
  // RSA keys of less than 2048 bits are not safe, and those of more than 8192 bits are only slower.
  const { length } = (n ?? "") as string;
  return (
    kty === (alg === "EdDSA" ? "OKP" : curve ? "EC" : "RSA") &&
    (curve ? crv === curve : length >= SHORTEST_MODULUS && length <= LONGEST_MODULUS) &&
    (typeof use !== "string" || use === "sig") &&
    (key_ops == null || [key_ops].flat().includes("verify")) &&
    (typeof own !== "string" || known(own) === alg)
  );
}

/** The bytes of base64url; `atob` alone would accept other texts, too. */
function bytes(text: string): Uint8Array<ArrayBuffer> {
  try {
    const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
    const latin1 = /[^\w-]/.test(text) ? "" : atob(base64);
    // Unused bits must be zero, or the same token could be written in two ways.
    if (btoa(latin1).replace(/=+$/, "") === base64)
      return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
  } catch {
    // The error is not passed on, because it may quote the token.
  }
  throw refusal("malformed");
}

/** Decodes a part of a token, which must be an object. */
function object(part: string): Bag {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes(part));
    const value: unknown = JSON.parse(text);
    let [depth, members] = [0, 0];
    for (const [character] of text.replace(/"(?:[^"\\]|\\.)*"/g, "").matchAll(/[{}[\]:]/g)) {
      if (character === ":") members += depth === 1 ? 1 : 0;
      else depth += "{[".includes(character) ? 1 : -1;
    }
    // If two members have the same name, the text has more members than the object. Such a text is refused, because
    // another program may use the member that `JSON.parse` drops.
    if (isObject(value) && Object.keys(value).length === members) return value;
  } catch {
    // The error is not passed on, because it may quote the token.
  }
  throw refusal("malformed");
}
