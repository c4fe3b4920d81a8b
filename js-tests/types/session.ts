// With this file, the compiler checks the declarations of `Session`. The file is never run.

import type {
  Account,
  JwtClaims,
  LoginOutcome,
  LoginResponse,
  RegistrationResponse,
  SessionEvent,
  SessionOptions,
  SessionState,
  SessionStore,
  SessionUser,
  SignedIn,
  SignOutReason,
  StorageAdapter,
  TokenAnswer,
  TokenResponse,
  User,
  UserState,
} from "matricula";
import { type ClientError, FusioClient, FusionAuthClient, Session } from "matricula";
import type { Session as WebSession } from "matricula/web";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles when both types are the same. */
function same<A, B>(_: Same<A, B>): void {}

const fusio = new FusioClient({ baseUrl: "https://api.example.com" });
const fusionAuth = new FusionAuthClient<{ plan: string }>({ baseUrl: "https://auth.example.com" });
const session = new Session(fusio, { storage: "session", tokenOrigins: ["https://api.example.com"] });
const other = new Session(fusionAuth, { storageKey: "mine", refreshAheadSeconds: 30, autoRefresh: false });

/** The text of a page; the compiler requires a case for every state. */
export function page(state: SessionState): string {
  switch (state.status) {
    case "loading":
      return "";
    case "signed_in": {
      same<SignedIn, typeof state>(true);
      const claims: JwtClaims | null = state.claims;
      const expires: Date | null = state.expiresAt === null ? null : new Date(state.expiresAt);
      return `${claims?.sub} ${expires} ${state.scopes.join()} ${state.stale && !state.persisted}`;
    }
    case "signed_out":
      return why(state.reason);
    default:
      return state satisfies never;
  }
}

/** The text of a page while nobody is signed in; the compiler requires a case for every reason. */
export function why(reason: SignOutReason): string {
  switch (reason) {
    case "never_signed_in":
    case "user":
      return "Welcome.";
    case "elsewhere":
      return "Signed out in another tab.";
    case "session_expired":
      return "Log in again.";
    default:
      return reason satisfies never;
  }
}

/** A text for a log; the compiler requires a case for every event. */
export function word(event: SessionEvent): string {
  switch (event.type) {
    case "ready":
    case "user_loaded":
      return event.type;
    case "signed_in":
    case "token_refreshed":
      return event.origin satisfies "here" | "elsewhere";
    case "refresh_failed":
      return `${event.error.kind} until ${new Date(event.retryAt)}`;
    case "signed_out":
      return why(event.reason);
    default:
      return event satisfies never;
  }
}

export async function use(signal: AbortSignal): Promise<void> {
  const state: SessionState = await session.ready;
  const store: SessionStore = session.state;
  const { get, getServer, subscribe } = store;
  const off: () => void = subscribe((next) => page(next));
  const leave: () => void = session.on("refresh_failed", ({ error }) => void (error satisfies ClientError), { signal });
  session.on("signed_out", (event) => why(event.reason));

  const answer: LoginResponse = await session.signIn({ username: "u", password: "p" }, { signal });
  const outcome: LoginOutcome = await other.signIn({ loginId: "l", password: "p", applicationId: "a" });
  const answers: TokenAnswer[] = [answer, outcome, outcome.response, {} as TokenResponse, {} as RegistrationResponse];
  for (const one of answers) await other.setTokens(one);

  const token: string = await session.accessToken({ minTtlSeconds: 60, signal, timeoutMs: 1_000 });
  const account: Account = await session.call((token) => fusio.account(token, { signal }), { signal });
  const response: Response = await session.fetch(new URL("https://api.example.com/todo"), {
    method: "POST",
    body: token,
  });
  await session.fetch("https://api.example.com/todo");
  const user: Account = await session.user({ fresh: true, signal });
  same<SessionUser<FusioClient>, typeof user>(true);
  await session.refresh({ signal });
  const { told }: { told: boolean } = await other.signOut({ everywhere: true });
  await session.signOut();
  session.close();
  same<typeof Session, typeof WebSession>(true);
  void [state, get(), getServer(), off, leave, account, response, told, user];
}

interface Profile {
  plan: string;
}

/** A session returns the same types as its client; here, the `data` of a user is a `Profile`. */
export async function ownData(): Promise<void> {
  const typed = new Session(new FusionAuthClient<Profile>({ baseUrl: "https://auth.example.com" }));
  same<FusionAuthClient<Profile>, typeof typed.client>(true);
  const outcome = await typed.signIn({ loginId: "l", password: "p" });
  same<LoginOutcome<Profile>, typeof outcome>(true);
  if (outcome.status === "signed_in")
    same<string | undefined, NonNullable<typeof outcome.response.user.data>["plan"] | undefined>(true);
  const second = await typed.signInTwoFactor({ twoFactorId: "i", code: "c", trustComputer: true });
  same<LoginOutcome<Profile>, typeof second>(true);
  const user = await typed.user();
  same<User<Profile>, typeof user>(true);
  await typed.setTokens(outcome);
}

/** What a component shows; the compiler requires a case for every state of the user. */
export function greeting(state: UserState<Account>): string {
  switch (state.status) {
    case "loading":
    case "signed_out":
      return "";
    case "ready":
      return state.user.name;
    case "failed":
      return state.error.kind;
    default:
      return state satisfies never;
  }
}

/** The app's own storage; its methods may return promises. */
const adapter: StorageAdapter = {
  get: async (key) => key,
  set: (key, value) => void [key, value],
  remove: async () => {},
  subscribe: (_, changed) => (changed(), () => {}),
};
export const options: SessionOptions[] = [
  {},
  { storage: adapter },
  { storage: "memory" },
  { storage: { get: () => null, set() {}, remove() {} } },
];

export function mistakes(state: SessionState): void {
  // @ts-expect-error: a session needs a client
  new Session();
  // @ts-expect-error: an address is not a client
  new Session("https://api.example.com");
  // @ts-expect-error: the storage does not exist
  new Session(fusio, { storage: "cookie" });
  // @ts-expect-error: a storage needs `remove`
  new Session(fusio, { storage: { get: () => null, set() {} } });
  // @ts-expect-error: the option does not exist
  new Session(fusio, { refreshAhead: 60 });
  // @ts-expect-error: these are the members of a login with FusionAuth
  void session.signIn({ loginId: "l", password: "p", applicationId: "a" });
  // @ts-expect-error: these are the members of a login with Fusio
  void other.signIn({ username: "u", password: "p" });
  // @ts-expect-error: a login with Fusio has no outcomes
  void session.signIn({ username: "u", password: "p" }).then(({ status }) => status);
  // @ts-expect-error: the event does not exist
  session.on("signedIn", () => {});
  // @ts-expect-error: this event has no reason
  session.on("ready", ({ reason }) => reason);
  // @ts-expect-error: this is FusionAuth's user, not Fusio's account
  void other.user().then(({ name }) => name);
  // @ts-expect-error: a token alone is not an answer
  void session.setTokens("t");
  // @ts-expect-error: only a signed-in state has claims
  void state.claims;
  // @ts-expect-error: a state cannot be changed
  state.status = "loading";
  // @ts-expect-error: a loading state has no reason
  if (state.status !== "signed_in") void state.reason;
}
