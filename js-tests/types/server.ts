// With this file, the compiler checks the declarations of `matricula/server`. The file is never run.

import type { Account, FusioErrors, LoginOutcome, LoginResponse, SessionState, SignedIn } from "matricula";
import { FusioClient, FusionAuthClient, isClientError } from "matricula";
import type {
  Cookie,
  CookieMethods,
  CookieOptions,
  CookieToSet,
  IncomingRequest,
  ServerSession,
  ServerSessionOptions,
  ServerSessions,
} from "matricula/server";
import { createServerSessions, isSameOrigin } from "matricula/server";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles when both types are the same. */
function same<A, B>(_: Same<A, B>): void {}

interface Profile {
  plan: string;
}

const fusio = new FusioClient({ baseUrl: "https://api.example.com" });
const fusionAuth = new FusionAuthClient<Profile>({ baseUrl: "https://auth.example.com" });
const secret = "a secret of more than thirty-two characters";
const sessions: ServerSessions<FusioClient> = createServerSessions({ client: fusio, secret });
const others = createServerSessions({
  client: fusionAuth,
  secret: [secret, "the secret before that one, of thirty-two"],
  cookieName: "mine",
  cookie: { secure: false, sameSite: "strict", domain: "example.com" },
  refreshAheadSeconds: 30,
  graceSeconds: 10,
  tokenOrigins: ["https://api.example.com"],
});

const set: CookieToSet[] = [];
/** Access to the cookies of a framework, with and without promises. */
const methods: CookieMethods[] = [
  { getAll: () => [{ name: "a", value: "b" }] },
  { getAll: async () => set, setAll: (cookies) => void set.push(...cookies) },
  { getAll: (): readonly Cookie[] => set, setAll: async (_, headers) => void headers["Cache-Control"] },
];

export async function use(request: Request): Promise<string> {
  const session: ServerSession<FusioClient> = await sessions.open(methods[0] as CookieMethods);
  same<FusioClient, typeof session.client>(true);
  const answer: LoginResponse = await session.signIn({ username: "u", password: "p" }, { timeoutMs: 1_000 });
  await session.setTokens(answer);
  const account: Account = await session.call((token) => fusio.account(token));
  const response: Response = await session.fetch(new URL("https://api.example.com/todo"), { method: "POST" });
  const token: string = await session.accessToken();
  const { told }: { told: boolean } = await session.signOut({ everywhere: true });
  const options: CookieOptions | undefined = set[0]?.options;
  return `${isSameOrigin(request)} ${account.name} ${response.status} ${token} ${told} ${options?.maxAge}`;
}

/**
 * The state that a server gives to a page. The compiler requires no case for `loading`, and accepts the state as the
 * type that pages use in the browser.
 */
export function page(session: ServerSession<FusioClient>): SessionState {
  const { state } = session;
  switch (state.status) {
    case "signed_in":
      same<SignedIn, typeof state>(true);
      return state;
    case "signed_out":
      return { status: state.status, reason: state.reason };
    default:
      return state satisfies never;
  }
}

/** A session has the types of its client. */
export async function outcome(): Promise<string | undefined> {
  const session = await others.open({ getAll: () => [] });
  same<FusionAuthClient<Profile>, typeof session.client>(true);
  const outcome = await session.signIn({ loginId: "l", password: "p", applicationId: "a" });
  same<LoginOutcome<Profile>, typeof outcome>(true);
  const { twoFactorId } = outcome.response;
  if (twoFactorId) await session.signInTwoFactor({ twoFactorId, code: "c" });
  await session.setTokens(outcome);
  return outcome.status === "signed_in" ? outcome.response.user.data?.plan : undefined;
}

/** The types of requests that `isSameOrigin` can check: `Request`, and the requests of Node's `http` and `http2`. */
export const requests: IncomingRequest[] = [
  new Request("https://app.example.com"),
  { method: "POST", headers: { host: "app.example.com", "set-cookie": ["a", "b"], origin: undefined } },
  { method: "POST", headers: { ":authority": "app.example.com", ":method": "POST", cookie: "a=b" } },
];

export const given: ServerSessionOptions<FusioClient> = { client: fusio, secret };

export function failed(error: unknown): string {
  if (!isClientError<FusioErrors["login"]>(error)) throw error;
  return error.code === "read_only" ? "cookies are read-only" : error.kind;
}

export async function mistakes(session: ServerSession<FusioClient>): Promise<void> {
  // @ts-expect-error: sessions need a secret
  createServerSessions({ client: fusio });
  // @ts-expect-error: an address is not a client
  createServerSessions({ client: "https://api.example.com", secret });
  // @ts-expect-error: the cookie is always HttpOnly
  createServerSessions({ client: fusio, secret, cookie: { httpOnly: false } });
  // @ts-expect-error: the option does not exist
  createServerSessions({ client: fusio, secret, readOnly: true });
  // @ts-expect-error: `getAll` is missing
  await sessions.open({});
  // @ts-expect-error: these are the members of a login with FusionAuth
  await session.signIn({ loginId: "l", password: "p", applicationId: "a" });
  // @ts-expect-error: a state has no tokens
  void session.state.accessToken;
  // @ts-expect-error: the state on a server is never `loading`
  void (session.state.status === "loading");
  // @ts-expect-error: a token alone is not an answer
  await session.setTokens("t");
}
