// With this file, the compiler checks the declarations of `TokenVerifier` and `decodeJwt`. The file is never run.

import type { Claims, JwksResponse, JwtAlgorithm, JwtClaims, TokenVerifierOptions, VerifyOptions } from "matricula";
import { decodeJwt, TokenVerifier } from "matricula";
import type { TokenVerifier as WebVerifier, decodeJwt as webDecodeJwt } from "matricula/web";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles when both types are the same. */
function same<A, B>(_: Same<A, B>): void {}

interface Own {
  sub: string;
  plan: "free" | "paid";
}

export async function tokens(token: string, signal: AbortSignal | undefined, jwks: JwksResponse): Promise<void> {
  const verifier = new TokenVerifier({
    jwksUrl: new URL("https://auth.example.com/.well-known/jwks.json"),
    issuer: "acme.com",
    audience: ["app", "other"],
    algorithms: ["RS256", "ES256"],
    clockToleranceSeconds: 10,
    requireSubject: false,
    fetch: globalThis.fetch,
    headers: { "X-Gateway": "1" },
    timeoutMs: 5_000,
  });
  const claims: JwtClaims = await verifier.verify(token);
  const audience: string | readonly string[] | undefined = claims.aud;
  const more: unknown = claims["roles"];
  const own: Own = await verifier.verify<Own>(token, { signal, timeoutMs: undefined, now: Date.now() });
  const fusionAuth = await verifier.verify<Claims>(token, null);
  const options: VerifyOptions = { signal };
  same<string | undefined, typeof fusionAuth.applicationId>(true);
  const says: JwtClaims = decodeJwt(token);
  const plan: Own["plan"] = decodeJwt<Own>(token).plan;
  const given: TokenVerifierOptions = { jwks };
  new TokenVerifier({ secret: "shared", algorithms: ["HS256"] });
  new TokenVerifier({ secret: new Uint8Array(32) });
  same<typeof TokenVerifier, typeof WebVerifier>(true);
  same<typeof decodeJwt, typeof webDecodeJwt>(true);
  void [audience, more, own, says, plan, given, options];
}

export function mistakes(verifier: TokenVerifier): void {
  // @ts-expect-error: the keys are missing
  new TokenVerifier({ issuer: "acme.com" });
  // @ts-expect-error: two sources of keys
  new TokenVerifier({ jwksUrl: "https://a.example", secret: "shared" });
  // @ts-expect-error: with `jwks` nothing is fetched, so an address is wrong
  new TokenVerifier({ jwks: { keys: [] }, baseUrl: "https://a.example" });
  // @ts-expect-error: "none" is not an algorithm
  const none: JwtAlgorithm = "none";
  // @ts-expect-error: a token is a string
  void verifier.verify(7);
  // @ts-expect-error: the token is missing
  decodeJwt();
  void none;
}
