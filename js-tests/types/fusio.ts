// With this file, the compiler checks the declarations of `FusioClient` and `ClientError`. The file is never run.

import type {
  Account,
  ApiError,
  CallbackCode,
  CallOptions,
  ClientOptions,
  Collection,
  CommonErrorKind,
  ErrorKind,
  FusioErrors,
  FusionAuthErrors,
  Identity,
  LoginResponse,
  LoginStart,
  Message,
  Plan,
  RegisterRequest,
  Scope,
  ScopeCategories,
  TokenRequest,
  TokenResponse,
} from "matricula";
import { ClientError, FusioClient, type FusionAuthClient, isClientError } from "matricula";
import { FusioClient as WebClient } from "matricula/web";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only if both types are the same. */
function same<A, B>(_: Same<A, B>): void {}

const client = new FusioClient({ baseUrl: "https://api.example.com" });
const signal: AbortSignal | undefined = new AbortController().signal;
const options: CallOptions = { signal, timeoutMs: undefined };

export async function operations(): Promise<void> {
  same<Message, Awaited<ReturnType<typeof client.register>>>(true);
  const message: Message = await client.register({ name: "n", email: "e", password: "p" }, options);
  const done: boolean = message.success;
  await client.register({ name: "n", email: "e", password: "p", captcha: "c" }, { signal });
  await client.activate({ token: "t" });

  const tokens: LoginResponse = await client.login({ username: "u", password: "p", scopes: ["consumer"] });
  const token: string = tokens.token;
  same<number | undefined, LoginResponse["expires_in"]>(true);
  same<string | undefined, LoginResponse["refresh_token"]>(true);
  const fresh: LoginResponse = await client.refresh({ refresh_token: tokens.refresh_token ?? "" });

  await client.requestPasswordReset({ email: "e", captcha: "c" });
  await client.executePasswordReset({ token: "t", newPassword: "p" });

  const account: Account = await client.account(token, { timeoutMs: 1_000 });
  same<string | undefined, Account["email"]>(true);
  same<string[] | undefined, Account["scopes"]>(true);
  same<Plan[] | undefined, Account["plans"]>(true);
  same<Record<string, unknown> | undefined, Account["metadata"]>(true);
  await client.updateAccount(token, { email: "e" });
  await client.updateAccount(token, {});
  await client.changePassword(token, { oldPassword: "a", newPassword: "b", verifyPassword: "b" });

  const identities: Collection<Identity> = await client.identities();
  await client.identities(null, options);
  await client.identities({ appKey: "k", count: 10, sortBy: "name", sortOrder: "desc" }, options);
  const start: LoginStart = await client.identityRedirect(
    identities.entry?.[0]?.id ?? "~Hub",
    "https://app.example.com/in",
  );
  const social: TokenResponse = await client.identityCallback(start.url, start.nonce);
  const own: LoginStart = await client.providerAuthorize({
    authorizationEndpoint: "a",
    clientId: "c",
    redirectUri: "r",
  });
  const code: string = await client.providerCode(own.url, own.nonce);
  const old: LoginResponse = await client.providerCallback("github", { code, clientId: "c", redirectUri: "r" });

  const scopes: Collection<Scope> = await client.scopes(token);
  const categories: ScopeCategories = await client.scopeCategories(token);
  const requests: TokenRequest[] = [
    { grant_type: "client_credentials" },
    { grant_type: "password", username: "u", password: "p", scope: "consumer" },
    { grant_type: "refresh_token", refresh_token: "r" },
    { grant_type: "authorization_code", code, redirect_uri: "r" },
  ];
  for (const request of requests)
    same<TokenResponse, Awaited<ReturnType<typeof client.token>>>((await client.token("id", "secret", request), true));
  const me: Account = await client.whoami(token);
  await client.revoke(token, options);
  void [done, fresh, account, social, old, scopes, categories, me];
}

export function settings(): void {
  const all: ClientOptions = {
    baseUrl: new URL("https://api.example.com"),
    headers: { "X-Gateway": "1" },
    timeoutMs: 1_000,
    retry: { attempts: 0, baseDelayMs: 1, maxDelayMs: 2 },
    fetch: globalThis.fetch,
  };
  new FusioClient(all);
  // Both imports have the same type.
  same<typeof FusioClient, typeof WebClient>(true);
  new WebClient(all);
  // A `fetch` for a test.
  new FusioClient({ baseUrl: "https://api.example.com", fetch: async () => new Response("{}") });
}

export function mistakes(): void {
  // @ts-expect-error: the address is missing
  new FusioClient({});
  // @ts-expect-error: the option does not exist
  new FusioClient({ baseUrl: "https://api.example.com", apiKey: "k" });
  // @ts-expect-error: exactOptionalPropertyTypes forbids undefined here
  new FusioClient({ baseUrl: "https://api.example.com", timeoutMs: undefined });
  // @ts-expect-error: the password is missing
  void client.register({ name: "n", email: "e" });
  // @ts-expect-error: a name is a string
  void client.register({ name: 1, email: "e", password: "p" });
  // @ts-expect-error: the member does not exist
  void client.register({ name: "n", email: "e", password: "p", roleId: 1 });
  // @ts-expect-error: the member is `refresh_token`
  void client.refresh({ refreshToken: "r" });
  // @ts-expect-error: scopes are a list
  void client.login({ username: "u", password: "p", scopes: "consumer" });
  // @ts-expect-error: the token comes first
  void client.updateAccount({ email: "e" });
  // @ts-expect-error: the server does not know this order
  void client.identities({ sortOrder: "DESC" });
  // @ts-expect-error: this grant needs a refresh token
  void client.token("id", "secret", { grant_type: "refresh_token" });
  // @ts-expect-error: the grant does not exist
  void client.token("id", "secret", { grant_type: "implicit" });
  // @ts-expect-error: a promise is not an account
  const account: Account = client.account("t");
  // @ts-expect-error: only the package creates errors
  new ClientError("message");
  // @ts-expect-error: the loader is not exported
  void import("matricula").then((module) => module.initSync);
  void account;
}

export function changed(error: ClientError): void {
  // @ts-expect-error: an error cannot be changed
  error.kind = "network";
}

/** A text for an error; the compiler requires a case for every kind. */
export function explain(error: unknown): string {
  if (!isClientError(error)) throw error;
  same<ClientError, typeof error>(true);
  const fields: Readonly<Record<string, readonly ApiError[]>> = error.fieldErrors ?? {};
  const rest: readonly (string | number | undefined)[] = [
    error.status,
    error.code,
    error.retryAfterMs,
    error.requestId,
    error.stack,
  ];
  void [fields, rest, error.generalErrors?.[0]?.message];
  const kind: ErrorKind = error.kind;
  switch (kind) {
    case "network":
    case "timeout":
    case "aborted":
    case "server":
    case "unexpected_response":
      return "Try again later.";
    case "rate_limited":
      return `Wait ${error.retryAfterMs ?? 0} ms.`;
    case "validation":
    case "conflict":
    case "captcha":
    case "invalid_credentials":
    case "invalid_token":
      return error.message;
    case "unauthorized":
    case "forbidden":
    case "no_session":
    case "session_expired":
      return "Log in.";
    case "not_found":
    case "registration_disabled":
    case "account_locked":
    case "account_expired":
    case "login_prevented":
    case "callback":
    case "storage":
    case "unsupported":
      return "This does not work.";
    default:
      return kind satisfies never;
  }
}

/** A text for a failed login; the compiler requires a case for each error kind of a login, and allows no other. */
export function failed(error: unknown): string {
  if (!isClientError<FusioErrors["login"]>(error)) throw error;
  const { kind } = error;
  same<"invalid_credentials" | CommonErrorKind, typeof kind>(true);
  switch (kind) {
    case "invalid_credentials":
      return "Name or password is wrong.";
    case "network":
    case "timeout":
    case "rate_limited":
    case "server":
    case "unexpected_response":
    case "unsupported":
    case "validation":
      return error.message;
    // @ts-expect-error: a login does not have this kind
    case "no_session":
      return "";
    default:
      return kind satisfies never;
  }
}

/** A text for an error of a certain kind; the compiler knows this kind and its codes. */
export function why(error: unknown): string {
  if (isClientError(error, "callback")) {
    same<ClientError<"callback">, typeof error>(true);
    same<CallbackCode | undefined, typeof error.code>(true);
    // @ts-expect-error: the code does not exist
    if (error.code === "denied") return "";
    return error.code === "access_denied" ? "You did not agree." : "Try again.";
  }
  if (isClientError(error, "invalid_token", "no_session")) {
    same<"invalid_token" | "no_session", typeof error.kind>(true);
    return error.code ?? "";
  }
  // @ts-expect-error: the kind does not exist
  return isClientError(error, "denied") ? "" : "Sorry.";
}

/** The texts of an app, one for each error kind of `activate`. */
export const texts = {
  invalid_token: "The link was used already or has expired.",
  registration_disabled: "Closed.",
  network: "",
  timeout: "",
  rate_limited: "",
  server: "",
  unexpected_response: "",
  unsupported: "",
  validation: "",
} satisfies Record<FusioErrors["activate"], string>;

/** The methods of a class that make calls. */
type Calls<C> = { [M in keyof C]: C[M] extends (...args: never) => Promise<unknown> ? M : never }[keyof C];
same<keyof FusioErrors, Calls<FusioClient>>(true);
same<keyof FusionAuthErrors, Calls<FusionAuthClient>>(true);

/**
 * A library can export a client, a method or a request: the compiler can name their types in a declaration file, so the
 * error TS2742 does not occur.
 */
export const shown = { client, register: client.register.bind(client), request: {} as RegisterRequest };
