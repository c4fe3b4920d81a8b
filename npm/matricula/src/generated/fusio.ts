// Written by `cargo xtask generate`.

import { CALL, Client } from "../client.js";
import type { CommonErrorKind } from "./common.js";
import type { Account, ActivateRequest, AuthorizeRequest, CallOptions, ChangePasswordRequest, ClientOptions, Collection, ExecutePasswordResetRequest, IdentitiesRequest, Identity, LoginRequest, LoginResponse, LoginStart, Message, ProviderCallbackRequest, RefreshRequest, RegisterRequest, RequestPasswordResetRequest, Scope, ScopeCategories, TokenRequest, TokenResponse, UpdateAccountRequest } from "./wire.js";

/** The error kinds of each method of `FusioClient`, for `isClientError<FusioErrors["login"]>(error)`. */
export interface FusioErrors {
  register: "conflict" | "captcha" | "registration_disabled" | CommonErrorKind;
  activate: "invalid_token" | "registration_disabled" | CommonErrorKind;
  login: "invalid_credentials" | CommonErrorKind;
  refresh: "invalid_token" | "login_prevented" | CommonErrorKind;
  requestPasswordReset: "not_found" | "unsupported" | "captcha" | CommonErrorKind;
  executePasswordReset: "invalid_token" | CommonErrorKind;
  account: "unauthorized" | "forbidden" | CommonErrorKind;
  updateAccount: "conflict" | "unauthorized" | "forbidden" | CommonErrorKind;
  changePassword: "invalid_credentials" | "unsupported" | "unauthorized" | "forbidden" | CommonErrorKind;
  identities: "not_found" | CommonErrorKind;
  providerCallback: "callback" | "login_prevented" | "conflict" | "not_found" | "registration_disabled" | CommonErrorKind;
  scopes: "unauthorized" | "forbidden" | CommonErrorKind;
  scopeCategories: "unauthorized" | "forbidden" | CommonErrorKind;
  token: "invalid_credentials" | "invalid_token" | "login_prevented" | "forbidden" | CommonErrorKind;
  whoami: "unauthorized" | "forbidden" | CommonErrorKind;
  revoke: "unauthorized" | "forbidden" | CommonErrorKind;
  identityRedirect: CommonErrorKind;
  identityCallback: "callback" | CommonErrorKind;
  providerAuthorize: CommonErrorKind;
  providerCode: "callback" | CommonErrorKind;
}

/**
 * A client of one Fusio server. It holds no tokens.
 *
 * Calls take `{ signal, timeoutMs }` as their last argument, and reject with a `ClientError`.
 */
export class FusioClient extends Client {
  /** @internal A minifier may rename the class. */
  static override readonly name = "FusioClient";

  /** A client for the server at `options.baseUrl`. */
  constructor(options: ClientOptions) {
    super("fusio", options);
  }

  /**
   * Creates an account.
   *
   * If the server requires confirmation, it sends a mail with a token for
   * `activate`, and the user cannot log in before the activation. A server
   * that cannot send this mail answers with an error (`server`), but has created the account.
   *
   * `POST /consumer/register`. Sent once, never retried.
   *
   * Rejects with
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `conflict`: the name or the e-mail address is already taken; `fieldErrors` says which.
   * - `captcha`: the captcha is missing or was not accepted.
   * - `registration_disabled`: the server does not accept registrations.
   *
   * @example
   * const request = { name: "baz", email: "baz@example.com", password: "foobar!123" };
   * const { success } = await fusio.register(request); // true
   */
  register(request: RegisterRequest, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("register", [request], options);
  }

  /**
   * Confirms an account with the token from the mail.
   *
   * `POST /consumer/activate`. Retried when no answer came.
   *
   * Rejects with
   * - `invalid_token`: the token is wrong, used, replaced by a newer one or older than an hour.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `registration_disabled`: the server does not accept registrations.
   *
   * @example
   * // `token` is the end of the link in the mail.
   * const { success } = await fusio.activate({ token }); // true
   */
  activate(request: ActivateRequest, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("activate", [request], options);
  }

  /**
   * Logs in with a name or an e-mail address, and a password.
   *
   * `POST /consumer/login`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_credentials`: the password is wrong, or the account is unknown, not confirmed or disabled; the server does not say which.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   *
   * @example
   * const request = { username: "baz", password: "foobar!123", scopes: ["consumer.account"] };
   * const { scope, token } = await fusio.login(request); // "consumer.account"
   * const wrong = { ...request, password: "not the password" };
   * const { kind } = await fusio.login(wrong).catch((error) => error); // "invalid_credentials"
   */
  login(request: LoginRequest, options?: CallOptions | null): Promise<LoginResponse> {
    return this[CALL]("login", [request], options);
  }

  /**
   * Exchanges a refresh token for new tokens.
   *
   * The old access token stops working in all tabs and programs that use it.
   *
   * `PUT /consumer/login`. Retried when no answer came.
   *
   * Rejects with
   * - `invalid_token`: the refresh token is wrong or expired.
   * - `login_prevented`: the account was disabled.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   *
   * @example
   * // `refreshToken` is the `refresh_token` of the last login or refresh.
   * const { token } = await fusio.refresh({ refresh_token: refreshToken });
   * const { name } = await fusio.account(token); // "baz"
   */
  refresh(request: RefreshRequest, options?: CallOptions | null): Promise<LoginResponse> {
    return this[CALL]("refresh", [request], options);
  }

  /**
   * Asks for a mail with a link to reset the password.
   *
   * `POST /consumer/password_reset`. Sent once, never retried.
   *
   * Rejects with
   * - `not_found`: no account has this address (do not show this to visitors: it reveals who has an account).
   * - `unsupported`: the account belongs to a social login and has no password.
   * - `captcha`: the captcha is missing or was not accepted.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   *
   * @example
   * const { success } = await fusio.requestPasswordReset({ email: "baz@example.com" }); // true
   * const unknown = { email: "nobody@example.com" };
   * const { kind } = await fusio.requestPasswordReset(unknown).catch((error) => error); // "not_found"
   */
  requestPasswordReset(request: RequestPasswordResetRequest, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("requestPasswordReset", [request], options);
  }

  /**
   * Sets a new password with the token from the mail.
   *
   * `PUT /consumer/password_reset`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_token`: the token is wrong, used, replaced by a newer one or older than an hour.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   *
   * @example
   * // `token` is the end of the link in the mail.
   * await fusio.executePasswordReset({ token, newPassword: "another-Horse-8" });
   * const login = await fusio.login({ username: "baz", password: "another-Horse-8" });
   * const { name } = await fusio.account(login.token); // "baz"
   */
  executePasswordReset(request: ExecutePasswordResetRequest, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("executePasswordReset", [request], options);
  }

  /**
   * Returns the account of the token's user.
   *
   * `GET /consumer/account`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `unauthorized`: the token is missing, wrong or expired.
   * - `forbidden`: the token lacks the scope `consumer.account`.
   *
   * @example
   * const { token } = await fusio.login({ username: "baz", password: "foobar!123" });
   * const { email } = await fusio.account(token); // "baz@example.com"
   */
  account(token: string, options?: CallOptions | null): Promise<Account> {
    return this[CALL]("account", [token], options);
  }

  /**
   * Changes the e-mail address.
   *
   * `PUT /consumer/account`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `conflict`: the address is already taken.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the token is missing, wrong or expired.
   * - `forbidden`: the token lacks the scope `consumer.account`.
   */
  updateAccount(token: string, request: UpdateAccountRequest, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("updateAccount", [token, request], options);
  }

  /**
   * Changes the password. The user's existing tokens stay valid.
   *
   * `PUT /consumer/account/change_password`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_credentials`: the old password is wrong.
   * - `validation`: a member is missing or invalid; `oldPassword`, too, must follow the rules for new passwords.
   * - `unsupported`: the account belongs to a social login and has no password.
   * - `unauthorized`: the token is missing, wrong or expired.
   * - `forbidden`: the token lacks the scope `consumer.account`.
   */
  changePassword(token: string, request: ChangePasswordRequest, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("changePassword", [token, request], options);
  }

  /**
   * Lists the providers of social login.
   *
   * `GET /consumer/identity`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: no app has the key `appKey`.
   *
   * @example
   * const { entry = [] } = await fusio.identities();
   * const names = entry.map(({ name }) => name); // ["Hub"]
   */
  identities(request?: IdentitiesRequest | null, options?: CallOptions | null): Promise<Collection<Identity>> {
    return this[CALL]("identities", [request], options);
  }

  /**
   * Exchanges a provider's code for a token. Only for Fusio before 4.0.
   *
   * `provider` is `facebook`, `google`, `github` or another provider of the server.
   *
   * `POST /consumer/provider/{provider}`. Sent once, never retried.
   *
   * Rejects with
   * - `callback`: the provider refused the code.
   * - `login_prevented`: the provider's user may not log in.
   * - `conflict`: the provider's user has the name or the address of another account.
   * - `not_found`: there is no such provider, or the server is Fusio 4.0 or later.
   * - `registration_disabled`: the server does not accept registrations.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   */
  providerCallback(provider: string, request: ProviderCallbackRequest, options?: CallOptions | null): Promise<LoginResponse> {
    return this[CALL]("providerCallback", [provider, request], options);
  }

  /**
   * Lists the user's scopes that are in the category of the user's role.
   *
   * `GET /consumer/scope`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `unauthorized`: the token is missing, wrong or expired.
   * - `forbidden`: the token lacks the scope `consumer.scope`.
   */
  scopes(token: string, options?: CallOptions | null): Promise<Collection<Scope>> {
    return this[CALL]("scopes", [token], options);
  }

  /**
   * Lists all scopes of the user by category.
   *
   * `GET /consumer/scope/categories`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `unauthorized`: the token is missing, wrong or expired.
   * - `forbidden`: the token lacks the scope `consumer.scope`.
   */
  scopeCategories(token: string, options?: CallOptions | null): Promise<ScopeCategories> {
    return this[CALL]("scopeCategories", [token], options);
  }

  /**
   * Asks the token endpoint for a token (OAuth 2.0).
   *
   * The client's id and secret are those of an app. For the client credentials grant, a user's
   * name and password also work. The error's `code` is the `error` of OAuth 2.0, for example
   * `invalid_grant`.
   *
   * `POST /authorization/token`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_credentials`: the client's or the user's credentials are wrong.
   * - `invalid_token`: the code or the refresh token is wrong, used or expired.
   * - `login_prevented`: the user or the app is disabled.
   * - `forbidden`: the user did not allow the access.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   */
  token(clientId: string, clientSecret: string, request: TokenRequest, options?: CallOptions | null): Promise<TokenResponse> {
    return this[CALL]("token", [clientId, clientSecret, request], options);
  }

  /**
   * Returns the account of the token's user.
   *
   * `GET /authorization/whoami`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `unauthorized`: the token is missing, wrong or expired.
   * - `forbidden`: the token lacks the scope `authorization`.
   */
  whoami(token: string, options?: CallOptions | null): Promise<Account> {
    return this[CALL]("whoami", [token], options);
  }

  /**
   * Revokes the access token.
   *
   * `POST /authorization/revoke`. Sent once, never retried.
   *
   * Rejects with
   * - `unauthorized`: the token is missing, wrong or expired.
   * - `forbidden`: the token lacks the scope `authorization`.
   */
  revoke(token: string, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("revoke", [token], options);
  }

  /**
   * Returns the address that the browser must open for a login through `identity`. Nothing is sent.
   *
   * The address is that of `GET /consumer/identity/{identity}/redirect`. `identity` is the id of
   * an identity, or `~` followed by its name. `redirectUri` is the address of the app's page that
   * calls `identityCallback`. The host of this page must be the host of
   * the app in Fusio's settings. Keep the nonce until the browser comes back.
   *
   * Rejects with
   * - `validation`: `redirectUri` is not an http or https address, or `identity` is empty.
   */
  identityRedirect(identity: string | number, redirectUri: string): Promise<LoginStart> {
    return this[CALL]("identityRedirect", [identity, redirectUri]);
  }

  /**
   * Reads the tokens from the address that the browser came back to. Nothing is sent.
   *
   * Remove the tokens from the address bar at once (`history.replaceState`). The error's `code`
   * is `not_a_callback` (an ordinary visit) or `state_mismatch` (the nonce is missing or wrong,
   * so the app did not start the login). If the address has an `error`, the `code` comes from
   * this `error`, as in `providerCode`. But Fusio sends no such address: if
   * the provider refuses the login, for example with `access_denied`, Fusio itself shows the error,
   * and the browser does not come back.
   *
   * Rejects with
   * - `callback`: the address is not a login callback, or the nonce is missing or wrong.
   * - `validation`: `url` is not an address.
   */
  identityCallback(url: string, nonce: string): Promise<TokenResponse> {
    return this[CALL]("identityCallback", [url, nonce]);
  }

  /**
   * Returns the address of the provider's consent page, for an app that runs the login itself.
   * Nothing is sent.
   *
   * Keep the nonce until the browser comes back.
   *
   * Rejects with
   * - `validation`: an address is not http or https.
   */
  providerAuthorize(request: AuthorizeRequest): Promise<LoginStart> {
    return this[CALL]("providerAuthorize", [request]);
  }

  /**
   * Reads the code from the address that the provider sent the browser back to. Nothing is sent.
   *
   * The error's `code` is `not_a_callback` or `state_mismatch`, as in
   * `identityCallback`, or a code of OAuth 2.0 that the provider sent
   * (RFC 6749, 4.1.2.1). Any other code of the provider becomes `provider_error`.
   *
   * Rejects with
   * - `callback`: the address is not a login callback, the nonce is missing or wrong, or the provider refused the login.
   * - `validation`: `url` is not an address.
   */
  providerCode(url: string, nonce: string): Promise<string> {
    return this[CALL]("providerCode", [url, nonce]);
  }
}
