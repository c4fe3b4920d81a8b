// `TokenVerifier` of the npm package: mod.rs, compact.rs, claims.rs, keys.rs and remote.rs of `src/token` in a tenth
// of the bytes. tests/fixtures/tokens.json holds both to the same verdicts.

import { isObject } from "../../../src/token/claims.js";
import { verify } from "../../../src/token/signature.js";
import type { Engine } from "./engine/glue.js";
import { type ClientError, clientError } from "./errors.js";
import type { Secret, TokenRefusal } from "./generated/wire.js";
import { fetched, type Keys } from "./keys.js";
import { load } from "./load.js";
import { place, placed } from "./placed.js";
import { refusal } from "./refusals.js";
import type { JwtClaims, TokenVerifierOptions, VerifyOptions } from "./token-types.js";
import { within } from "./within.js";

const LONGEST = 64 * 1024;
const CURVES: Partial<Record<string, string>> = { ES256: "P-256", ES384: "P-384", ES512: "P-521", EdDSA: "Ed25519" };
/** An object of the caller's or of somebody else's, of which nothing is known. */
type Bag = Record<string, unknown>;
type Jwk = Bag;

/** What a token must be. */
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

const invalid = (field: string, message: string): ClientError =>
  clientError(`${field}: ${message}`, { kind: "validation", fieldErrors: { [field]: [{ message }] } });

function atLeastZero(field: string, value: unknown): number {
  if (typeof value !== "number" || !(value >= 0)) throw invalid(field, "must be a number from 0");
  return value;
}

/** What `read` gives; what a caller's object throws may hold anything. */
function safely<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw invalid(field, "cannot be read");
  }
}

/** The name of an algorithm that can be accepted; RFC 9864 calls one by its curve. */
function known(alg: string): string | undefined {
  if (alg === "Ed25519") return "EdDSA";
  return /^([HRPE]S(256|384|512)|EdDSA)$/.test(alg) ? alg : undefined;
}

/** Tells good access tokens (JWT) from forged and expired ones. Make one, and use it for all tokens. */
export class TokenVerifier {
  /** @internal A minifier may rename the class. */
  static readonly name = "TokenVerifier";
  readonly #secret: Uint8Array | undefined;
  readonly #keys: ((lacking?: Keys) => Promise<Keys>) | undefined;
  readonly #rules: Rules;

  /**
   * A verifier with these keys and rules. Nothing is fetched yet.
   *
   * Throws a `ClientError` (`validation`) when they are no such.
   */
  constructor(options: TokenVerifierOptions) {
    try {
      const { jwksUrl, jwks, secret, ...rest } = safely("options", () => ({ ...options }) as Bag);
      if ([jwksUrl, jwks, secret].filter((way) => way != null).length !== 1)
        throw invalid("jwksUrl", "give the keys in one way: jwksUrl, jwks or secret");
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
   * What a token says, if its signature holds and it keeps the rules.
   *
   * Rejects with `invalid_token`, whose `code` says why: `malformed`, `algorithm`, `unknown_key`,
   * `signature`, `issuer`, `audience`, `subject`, `not_yet_valid` or `expired`; `unsupported` when
   * this platform has not got the algorithm, or has no WebCrypto, as on a page that came over `http`;
   * when the keys cannot be fetched, with what kept them from it, for example `network`.
   */
  verify<C = JwtClaims>(token: Secret, options?: VerifyOptions | null): Promise<C> {
    return this.#judged(token, options).catch(placed) as Promise<C>;
  }

  async #judged(token: Secret, options?: VerifyOptions | null): Promise<Bag> {
    const { signal, timeoutMs, now } = safely("options", () => ({ ...options }) as VerifyOptions);
    if (typeof token !== "string") throw invalid("token", "must be a string");
    if (signal != null && !safely("signal", () => "aborted" in signal))
      throw invalid("signal", "must be an AbortSignal");
    if (timeoutMs != null) atLeastZero("timeoutMs", timeoutMs);
    if (now != null) atLeastZero("now", now);
    return within(() => this.#verify(token, now ?? Date.now()), signal, timeoutMs ?? undefined);
  }

  async #verify(token: Secret, now: number): Promise<Bag> {
    const [header = "", payload = "", end, ...more] = token.split(".");
    if (token.length > LONGEST || end === undefined || more.length) throw refusal("malformed");
    const signature = bytes(end);
    const { alg: name, kid, crit, b64 } = object(header);
    if (typeof name !== "string") throw refusal("malformed");
    const alg = known(name);
    if (!alg) throw refusal("algorithm");
    // Extensions that must be understood; none is. One of them changes what is signed (RFC 7797).
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

  /** The key of a token; when it is not among those that are kept, there may be newer ones. */
  async #key(alg: string, kid: unknown): Promise<Jwk> {
    const keys = (await this.#keys?.()) ?? [];
    let key = find(keys, alg, kid);
    if (key === "unknown_key") key = find((await this.#keys?.(keys)) ?? [], alg, kid);
    if (typeof key === "string") throw refusal(key);
    return key;
  }
}

/** What fetches the keys for these options, when the engine is there. */
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
  // Anybody can sign with an empty one.
  if (!secret.length) throw invalid("secret", "is empty");
  return typeof secret === "string" ? new TextEncoder().encode(secret) : secret.slice();
}

/** Keys that the caller has. */
function given(jwks: Bag): () => Promise<Keys> {
  // A copy: what the caller does with its object later is no business of this verifier.
  const keys = safely("jwks", () => JSON.parse(JSON.stringify(jwks.keys)).slice(0, 100));
  if (!Array.isArray(keys)) throw invalid("jwks", "is not a key set");
  return async () => keys;
}

function rules({ clockToleranceSeconds, requireSubject, ...rest }: Bag): Rules {
  const tolerance = atLeastZero("clockToleranceSeconds", clockToleranceSeconds ?? 60);
  const list = (name: string, fits: (value: string) => unknown = () => true): string[] | undefined => {
    if (rest[name] == null) return undefined;
    const list = [rest[name]].flat();
    // An empty list would leave the check out.
    if (!list.length || !list.every((value) => typeof value === "string" && fits(value)))
      throw invalid(name, "must be one of them or a list of some");
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

/** Checks claims against the clock `now`, in seconds. */
function check(says: Bag, { issuer, audience, sub, tolerance }: Rules, now: number): void {
  const [exp, nbf] = [says.exp ?? undefined, says.nbf ?? undefined];
  refuseIf(issuer && !issuer.includes(says.iss as string), "issuer");
  refuseIf(audience && ![says.aud].flat().some((name) => audience.includes(name as string)), "audience");
  refuseIf(sub && (typeof says.sub !== "string" || !says.sub), "subject");
  refuseIf(nbf !== undefined && !Number.isFinite(nbf), "malformed");
  refuseIf(now + tolerance < (nbf as number), "not_yet_valid");
  // A token without an end could not be taken back.
  refuseIf(!Number.isFinite(exp), "malformed");
  refuseIf(now - tolerance >= (exp as number), "expired");
}

/** The one key that such a token can be signed with, or why there is none. */
function find(keys: Keys, alg: string, kid: unknown): Jwk | "algorithm" | "unknown_key" {
  const named = keys.filter((key): key is Jwk => isObject(key) && (kid == null || (key as Jwk).kid === kid));
  const [first, ...others] = named.filter((key) => fits(key, alg));
  if (first && !others.length) return first;
  return kid != null && named.length && !first ? "algorithm" : "unknown_key";
}

/** Whether the key is for this algorithm: the key says that, not the token. */
function fits({ kty, crv, use, key_ops, alg: own, n }: Jwk, alg: string): boolean {
  const curve = CURVES[alg];
  // Shorter RSA keys than of 2048 bits are not safe, longer ones than of 8192 only slow.
  const { length } = (n ?? "") as string;
  return (
    kty === (alg === "EdDSA" ? "OKP" : curve ? "EC" : "RSA") &&
    (curve ? crv === curve : length >= 342 && length <= 1366) &&
    (typeof use !== "string" || use === "sig") &&
    (key_ops == null || [key_ops].flat().includes("verify")) &&
    (typeof own !== "string" || known(own) === alg)
  );
}

/** The bytes of base64url, of which `atob` would take more than there is. */
function bytes(text: string): Uint8Array<ArrayBuffer> {
  try {
    const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
    const latin1 = /[^\w-]/.test(text) ? "" : atob(base64);
    // Bits that mean nothing would be a second way to write the same token.
    if (btoa(latin1).replace(/=+$/, "") === base64)
      return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
  } catch {
    // What was thrown may quote the token.
  }
  throw refusal("malformed");
}

/** The object that a part of a token is. */
function object(part: string): Bag {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes(part));
    const value: unknown = JSON.parse(text);
    let [depth, members] = [0, 0];
    for (const [character] of text.replace(/"(?:[^"\\]|\\.)*"/g, "").matchAll(/[{}[\]:]/g)) {
      if (character === ":") members += depth === 1 ? 1 : 0;
      else depth += "{[".includes(character) ? 1 : -1;
    }
    // Of two members with one name another program may see the other one.
    if (isObject(value) && Object.keys(value).length === members) return value;
  } catch {
    // What was thrown may quote the token.
  }
  throw refusal("malformed");
}
