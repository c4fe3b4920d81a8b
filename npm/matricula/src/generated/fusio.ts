// Written by `cargo xtask bless`.

import { CALL, Client } from "../client.js";
import type { Account, ActivateRequest, AuthorizeRequest, CallOptions, ChangePasswordRequest, ClientOptions, Collection, ExecutePasswordResetRequest, IdentitiesRequest, Identity, LoginRequest, LoginResponse, LoginStart, Message, ProviderCallbackRequest, RefreshRequest, RegisterRequest, RequestPasswordResetRequest, Scope, ScopeCategories, TokenRequest, TokenResponse, UpdateAccountRequest } from "./wire.js";

/**
 * A client of one Fusio server. It holds no tokens.
 *
 * Every method takes `{ signal, timeoutMs }` last and rejects with a `ClientError`.
 */
export class FusioClient extends Client {
  /** @internal A minifier may rename the class. */
  static override readonly name = "FusioClient";

  /**
   * A client for the server at `options.baseUrl`.
   */
  constructor(options: ClientOptions) {
    super("fusio", options);
  }

  /**
   * The account of the token's user.
   *
   * `GET /consumer/account`.
   *
   * Rejects with `unauthorized`, or `forbidden` without the scope `consumer.account`.
   */
  account(token: string, options?: CallOptions | null): Promise<Account> {
    return this[CALL]("account", [token], options);
  }

  /**
   * Confirms an account with the token from the mail.
   *
   * `POST /consumer/activate`.
   *
   * Rejects with `invalid_token` when the token is wrong, used or older than an hour, `validation`,
   * `registration_disabled`.
   */
  activate(request: ActivateRequest, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("activate", [request], options);
  }

  /**
   * Changes the password; tokens that were given out stay valid.
   *
   * `PUT /consumer/account/change_password`.
   *
   * Rejects with `invalid_credentials` when the old password is wrong, `validation` (also about
   * `oldPassword` when that does not keep the rules for new ones), `unauthorized`, `forbidden`.
   */
  changePassword(token: string, request: ChangePasswordRequest, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("change_password", [token, request], options);
  }

  /**
   * Sets a new password with the token from the mail.
   *
   * `PUT /consumer/password_reset`.
   *
   * Rejects with `invalid_token`, `validation`.
   */
  executePasswordReset(request: ExecutePasswordResetRequest, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("execute_password_reset", [request], options);
  }

  /**
   * The ways to log in through somebody else.
   *
   * `GET /consumer/identity`.
   *
   * Rejects with `not_found` when there is no app with this key.
   */
  identities(request?: IdentitiesRequest | null, options?: CallOptions | null): Promise<Collection<Identity>> {
    return this[CALL]("identities", [request], options);
  }

  /**
   * Takes the tokens from the address that the browser came back to; nothing is sent.
   *
   * Remove them from the address bar at once (`history.replaceState`).
   *
   * Rejects with `callback`; its `code` is `not_a_callback` (an ordinary visit) or `state_mismatch`
   * (started elsewhere). A provider's refusal, such as `access_denied`, is shown by Fusio itself.
   */
  identityCallback(url: string, nonce: string): Promise<TokenResponse> {
    return this[CALL]("identity_callback", [url, nonce]);
  }

  /**
   * Where to send the browser for a login through `identity`; keep the nonce until it comes back.
   *
   * `GET /consumer/identity/{identity}/redirect` is the address; nothing is sent.
   * `identity` is the id of an identity, or `~` and its name. `redirectUri` is the page that calls
   * `identityCallback`; the server wants it on its own host.
   *
   * Rejects with `validation`.
   */
  identityRedirect(identity: string | number, redirectUri: string): Promise<LoginStart> {
    return this[CALL]("identity_redirect", [identity, redirectUri]);
  }

  /**
   * Logs in with name or e-mail address and password.
   *
   * `POST /consumer/login`. Sent once, never retried.
   *
   * Rejects with `invalid_credentials` for a wrong password as for an account that is unknown, not
   * confirmed or switched off; `validation`.
   */
  login(request: LoginRequest, options?: CallOptions | null): Promise<LoginResponse> {
    return this[CALL]("login", [request], options);
  }

  /**
   * Where to send the browser for the provider's consent, when the app drives the login itself.
   *
   * Nothing is sent; keep the nonce until the browser comes back.
   *
   * Rejects with `validation`.
   */
  providerAuthorize(request: AuthorizeRequest): Promise<LoginStart> {
    return this[CALL]("provider_authorize", [request]);
  }

  /**
   * Trades a provider's code for a token.
   *
   * `POST /consumer/provider/{provider}`, Fusio before 4.0. Sent once, never retried.
   *
   * Rejects with `callback` when the provider does not take the code, `not_found` on later
   * servers, `validation`.
   */
  providerCallback(provider: string, request: ProviderCallbackRequest, options?: CallOptions | null): Promise<LoginResponse> {
    return this[CALL]("provider_callback", [provider, request], options);
  }

  /**
   * Takes the code from the address that the provider sent the browser back to; nothing is sent.
   *
   * Rejects as `identityCallback`.
   */
  providerCode(url: string, nonce: string): Promise<string> {
    return this[CALL]("provider_code", [url, nonce]);
  }

  /**
   * Trades a refresh token for new tokens; the old access token is dead from then on.
   *
   * `PUT /consumer/login`.
   *
   * Rejects with `invalid_token`, `login_prevented`, `validation`.
   */
  refresh(request: RefreshRequest, options?: CallOptions | null): Promise<LoginResponse> {
    return this[CALL]("refresh", [request], options);
  }

  /**
   * Makes an account; the server mails a link with a token for `activate`.
   *
   * `POST /consumer/register`. Sent once, never retried.
   *
   * Rejects with `validation` or `conflict` (see `fieldErrors`), `captcha`, `registration_disabled`.
   */
  register(request: RegisterRequest, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("register", [request], options);
  }

  /**
   * Asks for a mail with a reset link.
   *
   * `POST /consumer/password_reset`. Sent once, never retried.
   *
   * Rejects with `not_found` for an address without an account (do not show it to visitors),
   * `unsupported` for an account of a social login, `captcha`, `validation`.
   */
  requestPasswordReset(request: RequestPasswordResetRequest, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("request_password_reset", [request], options);
  }

  /**
   * Ends the access token.
   *
   * `POST /authorization/revoke`.
   *
   * Rejects with `unauthorized` when it is over already, `forbidden`.
   */
  revoke(token: string, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("revoke", [token], options);
  }

  /**
   * All scopes of the user by category.
   *
   * `GET /consumer/scope/categories`.
   *
   * Rejects with `unauthorized`, or `forbidden` without the scope `consumer.scope`.
   */
  scopeCategories(token: string, options?: CallOptions | null): Promise<ScopeCategories> {
    return this[CALL]("scope_categories", [token], options);
  }

  /**
   * The scopes in the category of the user's role.
   *
   * `GET /consumer/scope`.
   *
   * Rejects with `unauthorized`, or `forbidden` without the scope `consumer.scope`.
   */
  scopes(token: string, options?: CallOptions | null): Promise<Collection<Scope>> {
    return this[CALL]("scopes", [token], options);
  }

  /**
   * Asks the token endpoint for a token. `clientId` and `clientSecret` are an app's.
   *
   * `POST /authorization/token`. Sent once, never retried.
   *
   * Rejects with `invalid_credentials`, `invalid_token`, `validation`; `code` is OAuth's `error`.
   */
  token(clientId: string, clientSecret: string, request: TokenRequest, options?: CallOptions | null): Promise<TokenResponse> {
    return this[CALL]("token", [clientId, clientSecret, request], options);
  }

  /**
   * Changes the e-mail address.
   *
   * `PUT /consumer/account`.
   *
   * Rejects with `conflict` when the address is taken, `validation`, `unauthorized`, `forbidden`.
   */
  updateAccount(token: string, request: UpdateAccountRequest, options?: CallOptions | null): Promise<Message> {
    return this[CALL]("update_account", [token, request], options);
  }

  /**
   * The account of the token's user.
   *
   * `GET /authorization/whoami`.
   *
   * Rejects with `unauthorized`, or `forbidden` without the scope `authorization`.
   */
  whoami(token: string, options?: CallOptions | null): Promise<Account> {
    return this[CALL]("whoami", [token], options);
  }
}
