// Written by `cargo xtask generate`.

import { CALL, Client, OPTIONS } from "../client.js";
import type { CommonErrorKind } from "./common.js";
import type { ApplicationRequest, ApplicationResponse, ApplicationsResponse, CallOptions, ChangePasswordByIdentityRequest, ChangePasswordResponse, ChangePasswordUsingJwtRequest, CreateAndRegisterRequest, ForgotPasswordRequest, ForgotPasswordResponse, FusionAuthChangePasswordRequest, FusionAuthLoginRequest, FusionAuthOptions, FusionAuthRefreshRequest, ImportRequest, IssueRequest, IssueResponse, JwksResponse, LoginOutcome, LoginPingOutcome, LoginPingRequest, LogoutRequest, PasswordValidationRulesResponse, PasswordlessLoginRequest, PasswordlessSendRequest, PasswordlessStartRequest, PasswordlessStartResponse, PatchOperation, PatchRegistrationRequest, PatchUserRequest, PublicKeyRequest, PublicKeyResponse, RecentLoginsQuery, RecentLoginsResponse, RefreshResponse, RefreshTokenResponse, RefreshTokensRequest, RefreshTokensResponse, RegistrationRequest, RegistrationResponse, ResendEmailVerificationRequest, ResendRegistrationVerificationRequest, RevokeRequest, TenantRequest, TenantResponse, TenantsResponse, TwoFactorDisableQuery, TwoFactorDisableRequest, TwoFactorLoginRequest, TwoFactorRecoveryCodesResponse, TwoFactorRequest, TwoFactorResponse, TwoFactorSecretResponse, TwoFactorSendRequest, TwoFactorStartRequest, TwoFactorStartResponse, TwoFactorStatus, TwoFactorStatusQuery, TwoFactorStatusRequest, TwoFactorUpdateRequest, UserDeleteQuery, UserDeleteRequest, UserDeleteResponse, UserIdsQuery, UserQuery, UserRequest, UserResponse, UserSearchRequest, UserSearchResponse, ValidateResponse, VerificationResponse, VerifyCompleteRequest, VerifyCompleteResponse, VerifyEmailRequest, VerifyRegistrationRequest, VerifyRequest, VerifySendRequest, VerifyStartRequest, VerifyStartResponse } from "./wire.js";

/** The error kinds of each method of `FusionAuthClient`, for `isClientError<FusionAuthErrors["login"]>(error)`. */
export interface FusionAuthErrors {
  register: "not_found" | "conflict" | "unauthorized" | CommonErrorKind;
  createAndRegister: "conflict" | "invalid_token" | "unauthorized" | CommonErrorKind;
  retrieveRegistration: "not_found" | "unauthorized" | CommonErrorKind;
  updateRegistration: "not_found" | "unauthorized" | CommonErrorKind;
  deleteRegistration: "not_found" | "unauthorized" | CommonErrorKind;
  patchRegistration: "not_found" | "unauthorized" | CommonErrorKind;
  mergePatchRegistration: "not_found" | "unauthorized" | CommonErrorKind;
  jsonPatchRegistration: "not_found" | "unauthorized" | CommonErrorKind;
  verifyRegistration: "invalid_token" | CommonErrorKind;
  verifyUserRegistration: "invalid_token" | CommonErrorKind;
  resendRegistrationVerification: "unsupported" | "not_found" | "unauthorized" | CommonErrorKind;
  login: "invalid_credentials" | "login_prevented" | "account_expired" | "account_locked" | "unauthorized" | CommonErrorKind;
  loginPing: "login_prevented" | "account_expired" | "account_locked" | "not_found" | "unauthorized" | CommonErrorKind;
  logout: CommonErrorKind;
  twoFactorLogin: "invalid_token" | "login_prevented" | "account_expired" | "invalid_credentials" | "account_locked" | CommonErrorKind;
  sendTwoFactorCodeForLoginUsingMethod: "invalid_token" | "login_prevented" | "account_locked" | CommonErrorKind;
  startTwoFactorLogin: "not_found" | "unauthorized" | CommonErrorKind;
  retrieveTwoFactorStatus: "not_found" | "unauthorized" | CommonErrorKind;
  retrieveTwoFactorStatusWithRequest: "not_found" | "unauthorized" | CommonErrorKind;
  generateTwoFactorSecret: "unauthorized" | CommonErrorKind;
  generateTwoFactorSecretUsingJwt: "unauthorized" | CommonErrorKind;
  sendTwoFactorCodeForEnableDisable: "not_found" | "unauthorized" | CommonErrorKind;
  sendTwoFactorCodeForEnableDisableUsingJwt: "unauthorized" | CommonErrorKind;
  enableTwoFactor: "invalid_credentials" | "not_found" | "unauthorized" | CommonErrorKind;
  enableTwoFactorUsingJwt: "invalid_credentials" | "unauthorized" | CommonErrorKind;
  disableTwoFactor: "invalid_credentials" | "not_found" | "unauthorized" | CommonErrorKind;
  disableTwoFactorWithRequest: "invalid_credentials" | "not_found" | "unauthorized" | CommonErrorKind;
  disableTwoFactorUsingJwt: "invalid_credentials" | "not_found" | "unauthorized" | CommonErrorKind;
  updateTwoFactor: "not_found" | "unauthorized" | CommonErrorKind;
  generateTwoFactorRecoveryCodes: "not_found" | "unauthorized" | CommonErrorKind;
  retrieveTwoFactorRecoveryCodes: "not_found" | "unauthorized" | CommonErrorKind;
  refresh: "invalid_token" | CommonErrorKind;
  revokeRefreshTokens: "not_found" | "unauthorized" | CommonErrorKind;
  revokeRefreshToken: "not_found" | "unauthorized" | CommonErrorKind;
  retrieveRefreshTokens: "not_found" | "unauthorized" | CommonErrorKind;
  retrieveRefreshToken: "not_found" | "unauthorized" | CommonErrorKind;
  validateJwt: "unauthorized" | CommonErrorKind;
  issueJwt: "unauthorized" | CommonErrorKind;
  retrieveJwtPublicKey: "not_found" | CommonErrorKind;
  retrieveJsonWebKeySet: CommonErrorKind;
  createUser: "conflict" | "invalid_token" | "unauthorized" | CommonErrorKind;
  retrieveUser: "not_found" | "unauthorized" | CommonErrorKind;
  findUser: "not_found" | "unauthorized" | CommonErrorKind;
  updateUser: "not_found" | "invalid_credentials" | "conflict" | "unauthorized" | CommonErrorKind;
  deactivateUser: "not_found" | "unauthorized" | CommonErrorKind;
  reactivateUser: "not_found" | "unauthorized" | CommonErrorKind;
  deleteUser: "not_found" | "unauthorized" | CommonErrorKind;
  patchUser: "not_found" | "conflict" | "unauthorized" | CommonErrorKind;
  mergePatchUser: "not_found" | "conflict" | "unauthorized" | CommonErrorKind;
  jsonPatchUser: "not_found" | "conflict" | "unauthorized" | CommonErrorKind;
  searchUsersByIds: "unauthorized" | CommonErrorKind;
  searchUsersByQueryString: "unauthorized" | CommonErrorKind;
  importUsers: "conflict" | "unauthorized" | CommonErrorKind;
  retrieveRecentLogins: "not_found" | "unauthorized" | CommonErrorKind;
  deactivateUsersByIds: "unauthorized" | CommonErrorKind;
  deleteUsersByQuery: "unauthorized" | CommonErrorKind;
  verifyEmailAddress: "invalid_token" | "unsupported" | "unauthorized" | CommonErrorKind;
  resendEmailVerification: "unsupported" | "not_found" | "unauthorized" | CommonErrorKind;
  startVerifyIdentity: "not_found" | "conflict" | "unauthorized" | CommonErrorKind;
  sendVerifyIdentity: "invalid_token" | "unauthorized" | CommonErrorKind;
  completeVerifyIdentity: "invalid_token" | "invalid_token" | "unauthorized" | CommonErrorKind;
  verifyIdentity: "not_found" | "unauthorized" | CommonErrorKind;
  forgotPassword: "unsupported" | "unsupported" | "not_found" | "unauthorized" | CommonErrorKind;
  changePassword: "invalid_token" | CommonErrorKind;
  changePasswordByIdentity: "invalid_credentials" | "unauthorized" | CommonErrorKind;
  changePasswordUsingJwt: "invalid_credentials" | "unauthorized" | CommonErrorKind;
  retrievePasswordValidationRules: "not_found" | CommonErrorKind;
  startPasswordlessLogin: "not_found" | "unsupported" | "unauthorized" | CommonErrorKind;
  sendPasswordlessCode: "invalid_token" | "not_found" | "unsupported" | CommonErrorKind;
  passwordlessLogin: "invalid_token" | "login_prevented" | "account_expired" | "account_locked" | CommonErrorKind;
  createApplication: "conflict" | "unauthorized" | CommonErrorKind;
  retrieveApplication: "not_found" | "unauthorized" | CommonErrorKind;
  retrieveApplications: "unauthorized" | CommonErrorKind;
  updateApplication: "not_found" | "conflict" | "unauthorized" | CommonErrorKind;
  deleteApplication: "not_found" | "unauthorized" | CommonErrorKind;
  createTenant: "conflict" | "unauthorized" | CommonErrorKind;
  retrieveTenant: "not_found" | "unauthorized" | CommonErrorKind;
  retrieveTenants: "unauthorized" | CommonErrorKind;
}

/**
 * A client of one FusionAuth server. It holds no session.
 *
 * `user.data` and `registration.data` may have types of your own, which are not checked at run time:
 * `new FusionAuthClient<{ plan: string }, { seats: number }>(options)`.
 *
 * Calls take `{ signal, timeoutMs }` as their last argument, and reject with a `ClientError`.
 * Instants are epoch milliseconds, but seconds in the claims of a token.
 */
export class FusionAuthClient<UserData extends object = Record<string, unknown>, RegistrationData extends object = Record<string, unknown>> extends Client {
  /** @internal A minifier may rename the class. */
  static override readonly name = "FusionAuthClient";

  /**
   * A client for the server at `options.baseUrl`.
   *
   * In a browser it throws a `ClientError` (`unsupported`) when there is an `apiKey`, unless
   * `dangerouslyAllowBrowser` is true. The first call reports other mistakes in the options.
   */
  constructor(options: FusionAuthOptions) {
    super("fusionAuth", options);
  }

  /** The same client for another tenant (UUID). */
  forTenant(tenantId: string): FusionAuthClient<UserData, RegistrationData> {
    // A missing tenant is a mistake, and the first call must report it.
    return new FusionAuthClient({ ...this[OPTIONS], tenantId: tenantId ?? (false as never) });
  }

  /**
   * Registers an existing user with an application.
   *
   * If the registration must be verified, the server sends a mail with the id for
   * `verifyRegistration`.
   *
   * `POST /api/user/registration/{userId}`. Sent once, never retried.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `conflict`: the user is already registered (code `[duplicate]registration`).
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   *
   * @example
   * const request = { registration: { applicationId, roles: ["user"] } };
   * const { registration } = await fusionauth.register(userId, request);
   * const { roles } = registration; // ["user"]
   */
  register(userId: string, request: RegistrationRequest<RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("register", [userId, request], options);
  }

  /**
   * Creates a user and registers it with an application. If one of these steps fails, the server changes nothing.
   *
   * Without `userId` (UUID) the server chooses one.
   *
   * `POST /api/user/registration/{userId}`. Sent once, never retried.
   *
   * Rejects with
   * - `conflict`: the e-mail address, the user name, the phone number or the id is already taken.
   * - `invalid_token`: an id in `verificationIds` is wrong or used, or its verification is not complete.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   *
   * @example
   * const user = { email: "ada@example.com", password: "correct horse 1" };
   * const request = { user, registration: { applicationId } };
   * const { registration } = await fusionauth.createAndRegister(null, request);
   * const { verified } = registration; // true
   * const again = fusionauth.createAndRegister(null, request);
   * const { kind } = await again.catch((error) => error); // "conflict"
   */
  createAndRegister(userId: string | null | undefined, request: CreateAndRegisterRequest<UserData, RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("createAndRegister", [userId, request], options);
  }

  /**
   * Returns the registration of a user with an application.
   *
   * `GET /api/user/registration/{userId}/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the user, the application or the registration does not exist.
   * - `unauthorized`: the API key is missing or does not allow this.
   *
   * @example
   * const { registration } = await fusionauth.retrieveRegistration(userId, applicationId);
   * const { roles } = registration; // ["user"]
   */
  retrieveRegistration(userId: string, applicationId: string, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("retrieveRegistration", [userId, applicationId], options);
  }

  /**
   * Replaces a registration. The server clears members that the request leaves out.
   *
   * The application's id is sent in the address (since FusionAuth 1.25.0) and in the body; see
   * the option `shortPaths`.
   *
   * `PUT /api/user/registration/{userId}/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the registration does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   *
   * @example
   * const request = { registration: { applicationId, roles: ["editor"] } };
   * const { registration } = await fusionauth.updateRegistration(userId, request);
   * const { roles } = registration; // ["editor"]
   */
  updateRegistration(userId: string, request: RegistrationRequest<RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("updateRegistration", [userId, request], options);
  }

  /**
   * Deletes a registration. The user and its other registrations stay.
   *
   * The user's refresh tokens for the application stay valid, but new access tokens have no roles.
   *
   * `DELETE /api/user/registration/{userId}/{applicationId}`. Retried when no answer came.
   *
   * Rejects with
   * - `not_found`: the registration does not exist.
   * - `unauthorized`: the API key is missing or does not allow this.
   *
   * @example
   * await fusionauth.deleteRegistration(userId, applicationId);
   * const deleted = fusionauth.retrieveRegistration(userId, applicationId);
   * const { kind } = await deleted.catch((error) => error); // "not_found"
   */
  deleteRegistration(userId: string, applicationId: string, options?: CallOptions | null): Promise<void> {
    return this[CALL]("deleteRegistration", [userId, applicationId], options);
  }

  /**
   * Changes members of a registration, in FusionAuth's original form of patch.
   *
   * Objects are merged, lists are extended, null removes a member. Since FusionAuth 1.12.0. The
   * application's id is sent in the address (since 1.25.0) and in the body. With
   * the option `shortPaths`, the id is only in the body. FusionAuth then replaces the whole
   * registration instead of the given members (seen with 1.56).
   *
   * `PATCH /api/user/registration/{userId}/{applicationId}`. Sent once, never retried.
   *
   * Rejects with
   * - `not_found`: the registration does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   *
   * @example
   * const request = { registration: { applicationId, roles: ["editor"], timezone: null } };
   * const { registration } = await fusionauth.patchRegistration(userId, request);
   * const { roles } = registration; // ["editor", "user"]
   */
  patchRegistration(userId: string, request: PatchRegistrationRequest<RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("patchRegistration", [userId, request], options);
  }

  /**
   * Changes members of a registration by a merge patch (RFC 7396).
   *
   * Objects are merged, lists are replaced, null removes a member. Since FusionAuth 1.39.0.
   *
   * `PATCH /api/user/registration/{userId}/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the registration does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  mergePatchRegistration(userId: string, request: PatchRegistrationRequest<RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("mergePatchRegistration", [userId, request], options);
  }

  /**
   * Changes a registration by a JSON patch (RFC 6902). The server applies all operations or none.
   *
   * Paths start with the member `registration`, for example `/registration/roles/-`. Since
   * FusionAuth 1.39.0.
   *
   * `PATCH /api/user/registration/{userId}/{applicationId}`. Sent once, never retried.
   *
   * Rejects with
   * - `not_found`: the registration does not exist.
   * - `validation`: a `test` operation failed (code `[JSONPatchTestFailed]`), or the result is invalid.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  jsonPatchRegistration(userId: string, applicationId: string, request: PatchOperation[], options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("jsonPatchRegistration", [userId, applicationId, request], options);
  }

  /**
   * Verifies a registration with the id from the mail.
   *
   * The id is a part of the path. This form of the request is deprecated since FusionAuth 1.27.0.
   *
   * `POST /api/user/verify-registration/{verificationId}`. Retried when no answer came.
   *
   * Rejects with
   * - `invalid_token`: the id is wrong, used or expired.
   *
   * @example
   * // `verificationId` is in the link of the mail.
   * await fusionauth.verifyRegistration(verificationId);
   * const { registration } = await fusionauth.retrieveRegistration(userId, applicationId);
   * const { verified } = registration; // true
   */
  verifyRegistration(verificationId: string, options?: CallOptions | null): Promise<void> {
    return this[CALL]("verifyRegistration", [verificationId], options);
  }

  /**
   * Verifies a registration with the id from the mail, and with the code if there is one.
   *
   * Since FusionAuth 1.27.0.
   *
   * `POST /api/user/verify-registration`. Retried when no answer came.
   *
   * Rejects with
   * - `invalid_token`: the id or the code is wrong, used or expired.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   */
  verifyUserRegistration(request: VerifyRegistrationRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("verifyUserRegistration", [request], options);
  }

  /**
   * Sends a new verification mail for a registration. If the request switches the mail off, the
   * server only makes a new id.
   *
   * With an API key the answer has the new id; without a key the answer is empty.
   *
   * `PUT /api/user/verify-registration`. Sent once, never retried.
   *
   * Rejects with
   * - `unsupported`: the application does not verify registrations.
   * - `not_found`: the user or the registration does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is wrong.
   *
   * @example
   * const request = { applicationId, email: "ada@example.com" };
   * const { verificationId: id } = await fusionauth.resendRegistrationVerification(request);
   * if (id) await fusionauth.verifyRegistration(id);
   */
  resendRegistrationVerification(request: ResendRegistrationVerificationRequest, options?: CallOptions | null): Promise<VerificationResponse> {
    return this[CALL]("resendRegistrationVerification", [request], options);
  }

  /**
   * Logs in with a password and an e-mail address, a user name or a phone number.
   *
   * Each kind of success has its own status. Only `signed_in` is a complete login to the
   * application. The error `login_prevented` has the user actions, such as a ban, that prevent the
   * login (`actions`). If the tenant is set up for it, too many failed logins lock the account
   * for some time.
   *
   * `POST /api/login`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_credentials`: the login id or the password is wrong.
   * - `login_prevented`: a user action prevents the login.
   * - `account_expired`: the account has expired.
   * - `account_locked`: the account is locked or disabled.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the application requires an API key.
   *
   * @example
   * const request = { loginId: "ada@example.com", password: "correct horse 1", applicationId };
   * const { status, response } = await fusionauth.login(request); // "signed_in"
   * const wrong = { ...request, password: "not the password" };
   * const { kind } = await fusionauth.login(wrong).catch((error) => error); // "invalid_credentials"
   */
  login(request: FusionAuthLoginRequest, options?: CallOptions | null): Promise<LoginOutcome<UserData, RegistrationData>> {
    return this[CALL]("login", [request], options);
  }

  /**
   * Records that a user has logged in. No password is sent or checked, and the answer may be empty.
   *
   * `PUT /api/login`. Retried when no answer came.
   *
   * Rejects with
   * - `login_prevented`: a user action prevents the login.
   * - `account_expired`: the account has expired.
   * - `account_locked`: the account is locked or disabled.
   * - `not_found`: the user or the application does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  loginPing(request: LoginPingRequest, options?: CallOptions | null): Promise<LoginPingOutcome<UserData, RegistrationData>> {
    return this[CALL]("loginPing", [request], options);
  }

  /**
   * Revokes a refresh token, or all refresh tokens of its owner. Access tokens stay valid until
   * they expire.
   *
   * The server also accepts a token that it does not know.
   *
   * `POST /api/logout`. Retried if no answer came, and after 429, 502, 503 or 504.
   */
  logout(request: LogoutRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("logout", [request], options);
  }

  /**
   * Completes a login with the code of a second factor. The code comes from an authenticator app or from a
   * message, or is a recovery code.
   *
   * After a wrong code, the call can be made again with the same id of the login.
   *
   * `POST /api/two-factor/login`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_token`: the id of the login is wrong, used or expired: log in again.
   * - `login_prevented`: a user action prevents the login.
   * - `account_expired`: the account has expired.
   * - `invalid_credentials`: the code is wrong, used or expired.
   * - `account_locked`: the account is locked or disabled.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   *
   * @example
   * // After `two_factor_required`, `twoFactorId` is in the answer of `login`.
   * // `methodId` is the `id` of one of the `methods` in this answer.
   * await fusionauth.sendTwoFactorCodeForLoginUsingMethod(twoFactorId, { methodId });
   * // `typeCode` returns what the user types: the code from the mail.
   * const code = await typeCode();
   * const wrong = { twoFactorId, code: "not the code" };
   * const { kind } = await fusionauth.twoFactorLogin(wrong).catch((error) => error); // "invalid_credentials"
   * const { status } = await fusionauth.twoFactorLogin({ twoFactorId, code }); // "signed_in"
   */
  twoFactorLogin(request: TwoFactorLoginRequest, options?: CallOptions | null): Promise<LoginOutcome<UserData, RegistrationData>> {
    return this[CALL]("twoFactorLogin", [request], options);
  }

  /**
   * Sends a code to one of the user's second factors. The code completes the login; earlier codes
   * of this login become invalid.
   *
   * `POST /api/two-factor/send/{twoFactorId}`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_token`: the id of the login is wrong, used or expired: log in again.
   * - `login_prevented`: a user action prevents the login.
   * - `account_locked`: the account is locked or disabled.
   * - `validation`: the second factor is unknown, or codes cannot be sent to it.
   */
  sendTwoFactorCodeForLoginUsingMethod(twoFactorId: string, request: TwoFactorSendRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("sendTwoFactorCodeForLoginUsingMethod", [twoFactorId, request], options);
  }

  /**
   * Starts a check of a user's second factor without a login: for example, before a change of the password.
   *
   * `twoFactorLogin` completes the check. Its answer has the `trustToken` that the
   * change of the password needs.
   *
   * `POST /api/two-factor/start`. Retried when no answer came.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  startTwoFactorLogin(request: TwoFactorStartRequest, options?: CallOptions | null): Promise<TwoFactorStartResponse> {
    return this[CALL]("startTwoFactorLogin", [request], options);
  }

  /**
   * Says whether a login of the user in the request would need a second factor. With a trust id, the answer is about
   * a login on the device that got this id.
   *
   * `GET /api/two-factor/status/{twoFactorTrustId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  retrieveTwoFactorStatus(twoFactorTrustId: string | null | undefined, request: TwoFactorStatusQuery, options?: CallOptions | null): Promise<TwoFactorStatus> {
    return this[CALL]("retrieveTwoFactorStatus", [twoFactorTrustId, request], options);
  }

  /**
   * Says whether the `action` of the request, such as a login, would need a second factor. The trust id is in the
   * body, not in the address.
   *
   * Since FusionAuth 1.62.0.
   *
   * `POST /api/two-factor/status`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  retrieveTwoFactorStatusWithRequest(request: TwoFactorStatusRequest, options?: CallOptions | null): Promise<TwoFactorStatus> {
    return this[CALL]("retrieveTwoFactorStatusWithRequest", [request], options);
  }

  /**
   * Makes the secret of an authenticator app. The server does not store the secret:
   * `enableTwoFactor` sends it back, with a code from the app.
   *
   * `GET /api/two-factor/secret`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  generateTwoFactorSecret(options?: CallOptions | null): Promise<TwoFactorSecretResponse> {
    return this[CALL]("generateTwoFactorSecret", [], options);
  }

  /**
   * Makes the secret of an authenticator app, with the access token of the user.
   *
   * `GET /api/two-factor/secret`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `unauthorized`: the token is missing, wrong or expired.
   */
  generateTwoFactorSecretUsingJwt(token: string, options?: CallOptions | null): Promise<TwoFactorSecretResponse> {
    return this[CALL]("generateTwoFactorSecretUsingJwt", [token], options);
  }

  /**
   * Sends a code to an e-mail address or a phone number. The code is for adding or removing a second factor.
   *
   * `POST /api/two-factor/send`. Sent once, never retried.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `validation`: the second factor is unknown, or codes cannot be sent to it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  sendTwoFactorCodeForEnableDisable(request: TwoFactorSendRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("sendTwoFactorCodeForEnableDisable", [request], options);
  }

  /**
   * Sends the code with which the user of an access token adds or removes a second factor.
   *
   * `POST /api/two-factor/send`. Sent once, never retried.
   *
   * Rejects with
   * - `validation`: the second factor is unknown, or codes cannot be sent to it.
   * - `unauthorized`: the token is missing, wrong or expired.
   */
  sendTwoFactorCodeForEnableDisableUsingJwt(token: string, request: TwoFactorSendRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("sendTwoFactorCodeForEnableDisableUsingJwt", [token, request], options);
  }

  /**
   * Adds a second factor to a user. If the user had no second factor before, the answer has the recovery codes.
   *
   * `POST /api/user/two-factor/{userId}`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_credentials`: the code is wrong, used or expired.
   * - `not_found`: the user does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  enableTwoFactor(userId: string, request: TwoFactorRequest, options?: CallOptions | null): Promise<TwoFactorResponse> {
    return this[CALL]("enableTwoFactor", [userId, request], options);
  }

  /**
   * Adds a second factor to the access token's user. If the user had no second factor before, the
   * answer has the recovery codes.
   *
   * `POST /api/user/two-factor`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_credentials`: the code is wrong, used or expired.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the token is missing, wrong or expired.
   */
  enableTwoFactorUsingJwt(token: string, request: TwoFactorRequest, options?: CallOptions | null): Promise<TwoFactorResponse> {
    return this[CALL]("enableTwoFactorUsingJwt", [token, request], options);
  }

  /**
   * Removes a second factor of a user. A recovery code removes all second factors. The code is in the address of
   * the request, and such addresses may get into logs, so prefer
   * `disableTwoFactorWithRequest`.
   *
   * `DELETE /api/user/two-factor/{userId}`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_credentials`: the code is wrong, used or expired.
   * - `not_found`: the user or the second factor does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  disableTwoFactor(userId: string, request: TwoFactorDisableQuery, options?: CallOptions | null): Promise<void> {
    return this[CALL]("disableTwoFactor", [userId, request], options);
  }

  /**
   * Removes a second factor of a user. A recovery code removes all second factors.
   *
   * `DELETE /api/user/two-factor/{userId}`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_credentials`: the code is wrong, used or expired.
   * - `not_found`: the user or the second factor does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  disableTwoFactorWithRequest(userId: string, request: TwoFactorDisableRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("disableTwoFactorWithRequest", [userId, request], options);
  }

  /**
   * Removes a second factor of the access token's user. A recovery code removes all second factors.
   *
   * `DELETE /api/user/two-factor`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_credentials`: the code is wrong, used or expired.
   * - `not_found`: the second factor does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the token is missing, wrong or expired.
   */
  disableTwoFactorUsingJwt(token: string, request: TwoFactorDisableRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("disableTwoFactorUsingJwt", [token, request], options);
  }

  /**
   * Changes the name of a second factor.
   *
   * Since FusionAuth 1.68.0.
   *
   * `PUT /api/user/two-factor/{userId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the user or the second factor does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  updateTwoFactor(userId: string, request: TwoFactorUpdateRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("updateTwoFactor", [userId, request], options);
  }

  /**
   * Makes new recovery codes for a user. The old ones become invalid.
   *
   * `POST /api/user/two-factor/recovery-code/{userId}`. Retried when no answer came.
   *
   * Rejects with
   * - `not_found`: the user does not exist, or has no second factor.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  generateTwoFactorRecoveryCodes(userId: string, options?: CallOptions | null): Promise<TwoFactorRecoveryCodesResponse> {
    return this[CALL]("generateTwoFactorRecoveryCodes", [userId], options);
  }

  /**
   * Returns the recovery codes of a user. Since FusionAuth 1.68.0, the answer has no codes.
   *
   * `GET /api/user/two-factor/recovery-code/{userId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  retrieveTwoFactorRecoveryCodes(userId: string, options?: CallOptions | null): Promise<TwoFactorRecoveryCodesResponse> {
    return this[CALL]("retrieveTwoFactorRecoveryCodes", [userId], options);
  }

  /**
   * Exchanges a refresh token for a new access token.
   *
   * A login returns a refresh token only if the `loginConfiguration` of the application allows it.
   *
   * `POST /api/jwt/refresh`. Retried when no answer came.
   *
   * Rejects with
   * - `invalid_token`: the refresh token is wrong, revoked or expired.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   *
   * @example
   * const request = { loginId: "ada@example.com", password: "correct horse 1", applicationId };
   * const { response } = await fusionauth.login(request);
   * // The refresh token is missing if the application allows none.
   * const refreshToken = response.refreshToken ?? "";
   * const { token } = await fusionauth.refresh({ refreshToken });
   * const isNew = token !== response.token; // true
   */
  refresh(request: FusionAuthRefreshRequest, options?: CallOptions | null): Promise<RefreshResponse> {
    return this[CALL]("refresh", [request], options);
  }

  /**
   * Revokes one refresh token, or all refresh tokens of an application, of a user, or of a user in
   * an application.
   *
   * `DELETE /api/jwt/refresh`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the refresh token or the user does not exist.
   * - `validation`: a member is missing or invalid, or there is no application with this id; `fieldErrors` names the member.
   * - `unauthorized`: the API key is missing; to revoke one refresh token, its owner's access token is enough.
   */
  revokeRefreshTokens(request: RevokeRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("revokeRefreshTokens", [request], options);
  }

  /**
   * Revokes the refresh token with this id.
   *
   * `DELETE /api/jwt/refresh/{tokenId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the refresh token does not exist.
   * - `unauthorized`: the call has neither an API key nor the access token of the refresh token's owner.
   */
  revokeRefreshToken(tokenId: string, options?: CallOptions | null): Promise<void> {
    return this[CALL]("revokeRefreshToken", [tokenId], options);
  }

  /**
   * Lists the refresh tokens of a user.
   *
   * `GET /api/jwt/refresh`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  retrieveRefreshTokens(request: RefreshTokensRequest, options?: CallOptions | null): Promise<RefreshTokensResponse> {
    return this[CALL]("retrieveRefreshTokens", [request], options);
  }

  /**
   * Returns the refresh token with this id.
   *
   * `GET /api/jwt/refresh/{tokenId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the refresh token does not exist.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  retrieveRefreshToken(tokenId: string, options?: CallOptions | null): Promise<RefreshTokenResponse> {
    return this[CALL]("retrieveRefreshToken", [tokenId], options);
  }

  /**
   * Asks the server whether an access token is valid, and returns its claims.
   *
   * The instants of the answer are epoch seconds. A valid token does not mean that its user is
   * registered with an application: check `applicationId` and `roles`.
   *
   * `GET /api/jwt/validate`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `unauthorized`: the token is missing, wrong or expired.
   */
  validateJwt(token: string, options?: CallOptions | null): Promise<ValidateResponse> {
    return this[CALL]("validateJwt", [token], options);
  }

  /**
   * Exchanges an access token for an access token of another application.
   *
   * If the user is not registered with the application, the new token has no `applicationId` and no
   * `roles`; this is no error. The answer has a refresh token only if the request has a valid refresh
   * token of the user, if the user is registered with the application, if the application generates
   * refresh tokens, and if the expiration policy of refresh tokens is the same for both applications.
   *
   * `GET /api/jwt/issue`. Retried when no answer came.
   *
   * Rejects with
   * - `validation`: a member is missing or invalid, or there is no application with this id; `fieldErrors` names the member.
   * - `unauthorized`: the token is missing, wrong or expired.
   */
  issueJwt(token: string, request: IssueRequest, options?: CallOptions | null): Promise<IssueResponse> {
    return this[CALL]("issueJwt", [token, request], options);
  }

  /**
   * Returns public keys for checking tokens: all keys, the key of an application, or the key with a given id.
   *
   * `GET /api/jwt/public-key`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the key does not exist.
   */
  retrieveJwtPublicKey(request: PublicKeyRequest, options?: CallOptions | null): Promise<PublicKeyResponse> {
    return this[CALL]("retrieveJwtPublicKey", [request], options);
  }

  /**
   * Returns the public keys for checking tokens, as a JSON Web Key Set.
   *
   * `GET /.well-known/jwks.json`. Retried if no answer came, and after 429, 502, 503 or 504.
   */
  retrieveJsonWebKeySet(options?: CallOptions | null): Promise<JwksResponse> {
    return this[CALL]("retrieveJsonWebKeySet", [], options);
  }

  /**
   * Creates a user.
   *
   * Without `userId` (UUID) the server chooses one.
   *
   * `POST /api/user/{userId}`. Sent once, never retried.
   *
   * Rejects with
   * - `conflict`: the e-mail address, the user name, the phone number or the id is already taken.
   * - `invalid_token`: an id in `verificationIds` is wrong or used, or its verification is not complete.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  createUser(userId: string | null | undefined, request: UserRequest<UserData, RegistrationData>, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("createUser", [userId, request], options);
  }

  /**
   * Returns the user with this id.
   *
   * `GET /api/user/{userId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  retrieveUser(userId: string, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("retrieveUser", [userId], options);
  }

  /**
   * Finds a user by e-mail address, user name or login id, or by the id of a password change or a
   * verification. If the query is empty and the client has no API key, the call returns the user of
   * the token in the configuration.
   *
   * `GET /api/user`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key or token is missing or does not allow this.
   */
  findUser(request: UserQuery, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("findUser", [request], options);
  }

  /**
   * Replaces a user. The server clears members that the request leaves out, except the password. The memberships
   * in groups stay as they are, even if the request has others.
   *
   * The call is not retried: if the first try has set the password, the server may refuse the same password at
   * the second try.
   *
   * `PUT /api/user/{userId}`. Sent once, never retried.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `invalid_credentials`: the current password is wrong.
   * - `conflict`: the e-mail address, the user name or the phone number is already taken.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  updateUser(userId: string, request: UserRequest<UserData, RegistrationData>, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("updateUser", [userId, request], options);
  }

  /**
   * Deactivates a user. A deactivated user cannot log in.
   * `reactivateUser` undoes this.
   *
   * `DELETE /api/user/{userId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  deactivateUser(userId: string, options?: CallOptions | null): Promise<void> {
    return this[CALL]("deactivateUser", [userId], options);
  }

  /**
   * Reactivates a deactivated user.
   *
   * `PUT /api/user/{userId}?reactivate=true`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  reactivateUser(userId: string, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("reactivateUser", [userId], options);
  }

  /**
   * Deletes a user and its registrations permanently.
   *
   * `DELETE /api/user/{userId}?hardDelete=true`. Retried when no answer came.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  deleteUser(userId: string, options?: CallOptions | null): Promise<void> {
    return this[CALL]("deleteUser", [userId], options);
  }

  /**
   * Changes members of a user, in FusionAuth's original form of patch.
   *
   * Objects are merged, lists are extended, null removes a member. Since FusionAuth 1.12.0.
   *
   * `PATCH /api/user/{userId}`. Sent once, never retried.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `conflict`: the e-mail address, the user name or the phone number is already taken.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  patchUser(userId: string, request: PatchUserRequest<UserData>, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("patchUser", [userId, request], options);
  }

  /**
   * Changes members of a user by a merge patch (RFC 7396).
   *
   * Objects are merged, lists are replaced, null removes a member. Since FusionAuth 1.39.0.
   *
   * The call is not retried: if it sets a password, the server may refuse the same password at a
   * second try.
   *
   * `PATCH /api/user/{userId}`. Sent once, never retried.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `conflict`: the e-mail address, the user name or the phone number is already taken.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  mergePatchUser(userId: string, request: PatchUserRequest<UserData>, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("mergePatchUser", [userId, request], options);
  }

  /**
   * Changes a user by a JSON patch (RFC 6902). The server applies all operations or none.
   *
   * Paths start with the member `user`, for example `/user/preferredLanguages/-`. Since
   * FusionAuth 1.39.0.
   *
   * `PATCH /api/user/{userId}`. Sent once, never retried.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `conflict`: the e-mail address, the user name or the phone number is already taken.
   * - `validation`: a `test` operation failed (code `[JSONPatchTestFailed]`), or the result is invalid.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  jsonPatchUser(userId: string, request: PatchOperation[], options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("jsonPatchUser", [userId, request], options);
  }

  /**
   * Returns the users with these ids. The server ignores ids that no user has.
   *
   * `GET /api/user/search`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  searchUsersByIds(request: UserIdsQuery, options?: CallOptions | null): Promise<UserSearchResponse<UserData, RegistrationData>> {
    return this[CALL]("searchUsersByIds", [request], options);
  }

  /**
   * Returns one page of the users that a query string finds.
   *
   * It can take about a second until a search finds a new user.
   *
   * `POST /api/user/search`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  searchUsersByQueryString(request: UserSearchRequest, options?: CallOptions | null): Promise<UserSearchResponse<UserData, RegistrationData>> {
    return this[CALL]("searchUsersByQueryString", [request], options);
  }

  /**
   * Imports users of another system, with their registrations and passwords.
   *
   * Passwords can be hashes or plain texts. A user without `active: true` cannot log in. Nobody gets a mail. If one
   * user is refused, nobody is imported. Only with `validateDbConstraints`, the error names the users who exist
   * already; without it, its code is `[ImportRequestFailed]`.
   *
   * `POST /api/user/import`. Sent once, never retried.
   *
   * Rejects with
   * - `conflict`: an e-mail address, a user name, a phone number or an id is probably already taken.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  importUsers(request: ImportRequest<UserData, RegistrationData>, options?: CallOptions | null): Promise<void> {
    return this[CALL]("importUsers", [request], options);
  }

  /**
   * Returns the recent logins of a user or of all users, newest first.
   *
   * The API key must not be locked to a tenant.
   *
   * `GET /api/user/recent-login`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  retrieveRecentLogins(request: RecentLoginsQuery, options?: CallOptions | null): Promise<RecentLoginsResponse> {
    return this[CALL]("retrieveRecentLogins", [request], options);
  }

  /**
   * Deactivates the users with these ids: they can no longer log in.
   *
   * `DELETE /api/user/bulk`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  deactivateUsersByIds(request: UserDeleteQuery, options?: CallOptions | null): Promise<UserDeleteResponse> {
    return this[CALL]("deactivateUsersByIds", [request], options);
  }

  /**
   * Deactivates or deletes the users whose ids are in the request, or that the query of the request finds.
   *
   * With `hardDelete`, the server deletes the users and their registrations permanently. So first send the request
   * with `dryRun`: the answer then says which users the server would delete.
   *
   * `DELETE /api/user/bulk`. Sent once, never retried.
   *
   * Rejects with
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  deleteUsersByQuery(request: UserDeleteRequest, options?: CallOptions | null): Promise<UserDeleteResponse> {
    return this[CALL]("deleteUsersByQuery", [request], options);
  }

  /**
   * Verifies an e-mail address with the id from the mail, and with the code if there is one.
   *
   * `POST /api/user/verify-email`. Retried when no answer came.
   *
   * Rejects with
   * - `invalid_token`: the id or the code is wrong, used or expired.
   * - `unsupported`: the tenant does not verify addresses.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is wrong.
   */
  verifyEmailAddress(request: VerifyEmailRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("verifyEmailAddress", [request], options);
  }

  /**
   * Sends a new verification mail for an e-mail address. If the request switches the mail off, the
   * server only makes a new id.
   *
   * With an API key the answer has the new id; without a key the answer is empty.
   *
   * `PUT /api/user/verify-email`. Sent once, never retried.
   *
   * Rejects with
   * - `unsupported`: the tenant does not verify addresses.
   * - `not_found`: the user does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is wrong.
   */
  resendEmailVerification(request: ResendEmailVerificationRequest, options?: CallOptions | null): Promise<VerificationResponse> {
    return this[CALL]("resendEmailVerification", [request], options);
  }

  /**
   * Starts the verification of an e-mail address or a phone number: makes an id, but sends nothing.
   *
   * If `existingUserStrategy` is `mustNotExist`, no user may have the address or the number yet.
   * When the verification is complete, put its id into `verificationIds` of the request that
   * creates the user.
   *
   * `POST /api/identity/verify/start`. Retried when no answer came.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `conflict`: a user already has this address or number, and the request has `mustNotExist`.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  startVerifyIdentity(request: VerifyStartRequest, options?: CallOptions | null): Promise<VerifyStartResponse> {
    return this[CALL]("startVerifyIdentity", [request], options);
  }

  /**
   * Sends the message of a verification, by mail or as a text message.
   *
   * `POST /api/identity/verify/send`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_token`: the id is wrong, used or expired.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  sendVerifyIdentity(request: VerifySendRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("sendVerifyIdentity", [request], options);
  }

  /**
   * Completes a verification with its id, and with the code if there is one.
   *
   * The id can also be the `identityVerificationId` from the answer to a login.
   *
   * `POST /api/identity/verify/complete`. Retried when no answer came.
   *
   * Rejects with
   * - `invalid_token`: the id is wrong, used or expired.
   * - `invalid_token`: the code is wrong.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  completeVerifyIdentity(request: VerifyCompleteRequest, options?: CallOptions | null): Promise<VerifyCompleteResponse> {
    return this[CALL]("completeVerifyIdentity", [request], options);
  }

  /**
   * Marks the e-mail address or the phone number of a user as verified, without a message.
   *
   * `POST /api/identity/verify`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  verifyIdentity(request: VerifyRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("verifyIdentity", [request], options);
  }

  /**
   * Sends the message (an e-mail or a text message) with which a user sets a new password.
   *
   * With an API key the answer has the id for changing the password; without a key the answer is
   * empty.
   *
   * `POST /api/user/forgot-password`. Sent once, never retried.
   *
   * Rejects with
   * - `unsupported`: the server has no mail template for forgotten passwords.
   * - `unsupported`: the user has no e-mail address.
   * - `not_found`: the user does not exist (do not show this to visitors: it reveals who has an account).
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is wrong.
   */
  forgotPassword(request: ForgotPasswordRequest, options?: CallOptions | null): Promise<ForgotPasswordResponse> {
    return this[CALL]("forgotPassword", [request], options);
  }

  /**
   * Changes a password with the id from the message or from a login. All refresh tokens of the user
   * are revoked.
   *
   * `POST /api/user/change-password`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_token`: the id is wrong, used or expired, or the current password is wrong.
   * - `validation`: the new password breaks a rule; `fieldErrors` says which.
   */
  changePassword(request: FusionAuthChangePasswordRequest, options?: CallOptions | null): Promise<ChangePasswordResponse> {
    return this[CALL]("changePassword", [request], options);
  }

  /**
   * Changes the password of the user whose e-mail address, user name or phone number is in the
   * request. All refresh tokens of the user are revoked.
   *
   * `POST /api/user/change-password`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_credentials`: the user or the current password is wrong.
   * - `validation`: the login id is unknown, or the new password breaks a rule; `fieldErrors` says which.
   * - `unauthorized`: the API key is wrong.
   */
  changePasswordByIdentity(request: ChangePasswordByIdentityRequest, options?: CallOptions | null): Promise<ChangePasswordResponse> {
    return this[CALL]("changePasswordByIdentity", [request], options);
  }

  /**
   * Changes the password of the access token's user. All refresh tokens of the user are revoked.
   *
   * `POST /api/user/change-password`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_credentials`: the user or the current password is wrong.
   * - `validation`: the new password breaks a rule; `fieldErrors` says which.
   * - `unauthorized`: the token is missing, wrong or expired.
   */
  changePasswordUsingJwt(token: string, request: ChangePasswordUsingJwtRequest, options?: CallOptions | null): Promise<ChangePasswordResponse> {
    return this[CALL]("changePasswordUsingJwt", [token, request], options);
  }

  /**
   * Returns the password rules of the tenant with this id (UUID). Without this argument, they are the rules
   * of the client's tenant (the option `tenantId`), or of the only tenant.
   *
   * `GET /api/tenant/password-validation-rules/{tenantId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the tenant does not exist.
   */
  retrievePasswordValidationRules(tenantId: string | null | undefined, options?: CallOptions | null): Promise<PasswordValidationRulesResponse> {
    return this[CALL]("retrievePasswordValidationRules", [tenantId], options);
  }

  /**
   * Starts a login without a password: makes a code, but does not send it.
   *
   * Make this call only in a back end, because anyone who has the answer can log in. The call
   * needs an API key. The back end sends the code with `sendPasswordlessCode`, or in its own
   * mail.
   *
   * `POST /api/passwordless/start`. Retried when no answer came.
   *
   * Rejects with
   * - `not_found`: the user does not exist.
   * - `unsupported`: the application does not allow logins without a password.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  startPasswordlessLogin(request: PasswordlessStartRequest, options?: CallOptions | null): Promise<PasswordlessStartResponse> {
    return this[CALL]("startPasswordlessLogin", [request], options);
  }

  /**
   * Sends the code of a login without a password, by mail or as a text message.
   *
   * `POST /api/passwordless/send`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_token`: the code is wrong, used or expired.
   * - `not_found`: the user does not exist (only if the request has no code).
   * - `unsupported`: the application does not allow logins without a password.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   */
  sendPasswordlessCode(request: PasswordlessSendRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("sendPasswordlessCode", [request], options);
  }

  /**
   * Logs in with a code instead of a password.
   *
   * The outcomes are those of `login`. If the user has clicked the link in the message, `code` of
   * the request is the code in this link. If the user got a code of six digits, `oneTimeCode` is
   * this code, and `code` is from the answer of `startPasswordlessLogin`.
   *
   * `POST /api/passwordless/login`. Sent once, never retried.
   *
   * Rejects with
   * - `invalid_token`: the code is wrong, used or expired.
   * - `login_prevented`: a user action prevents the login.
   * - `account_expired`: the account has expired.
   * - `account_locked`: the account is locked or disabled.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   *
   * @example
   * const start = { applicationId, loginId: "ada@example.com" };
   * const { code } = await fusionauth.startPasswordlessLogin(start);
   * await fusionauth.sendPasswordlessCode({ code });
   * const { status, response } = await fusionauth.passwordlessLogin({ code }); // "signed_in"
   * const { kind } = await fusionauth.passwordlessLogin({ code }).catch((error) => error); // "invalid_token"
   */
  passwordlessLogin(request: PasswordlessLoginRequest, options?: CallOptions | null): Promise<LoginOutcome<UserData, RegistrationData>> {
    return this[CALL]("passwordlessLogin", [request], options);
  }

  /**
   * Creates an application and its roles.
   *
   * Without `applicationId` (UUID) the server chooses one.
   *
   * `POST /api/application/{applicationId}`. Sent once, never retried.
   *
   * Rejects with
   * - `conflict`: the name or the id is already taken.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  createApplication(applicationId: string | null | undefined, request: ApplicationRequest, options?: CallOptions | null): Promise<ApplicationResponse> {
    return this[CALL]("createApplication", [applicationId, request], options);
  }

  /**
   * Returns the application with this id.
   *
   * `GET /api/application/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the application does not exist.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  retrieveApplication(applicationId: string, options?: CallOptions | null): Promise<ApplicationResponse> {
    return this[CALL]("retrieveApplication", [applicationId], options);
  }

  /**
   * Lists the active applications.
   *
   * `GET /api/application`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  retrieveApplications(options?: CallOptions | null): Promise<ApplicationsResponse> {
    return this[CALL]("retrieveApplications", [], options);
  }

  /**
   * Replaces an application. Members that the request leaves out get their default values. The roles
   * stay as they are: the server ignores the roles in the request.
   *
   * To change one setting, change it in the answer of
   * `retrieveApplication` and send the whole application back. The
   * answer also contains the members that this client does not know.
   *
   * `PUT /api/application/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the application does not exist.
   * - `conflict`: the name is already taken.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  updateApplication(applicationId: string, request: ApplicationRequest, options?: CallOptions | null): Promise<ApplicationResponse> {
    return this[CALL]("updateApplication", [applicationId, request], options);
  }

  /**
   * Deletes an application and its registrations permanently.
   *
   * `DELETE /api/application/{applicationId}?hardDelete=true`. Retried when no answer came.
   *
   * Rejects with
   * - `not_found`: the application does not exist.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  deleteApplication(applicationId: string, options?: CallOptions | null): Promise<void> {
    return this[CALL]("deleteApplication", [applicationId], options);
  }

  /**
   * Creates a tenant.
   *
   * Without `tenantId` (UUID) the server chooses one.
   *
   * `POST /api/tenant/{tenantId}`. Sent once, never retried.
   *
   * Rejects with
   * - `conflict`: the name or the id is already taken.
   * - `validation`: a member is missing or invalid; `fieldErrors` names it.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  createTenant(tenantId: string | null | undefined, request: TenantRequest, options?: CallOptions | null): Promise<TenantResponse> {
    return this[CALL]("createTenant", [tenantId, request], options);
  }

  /**
   * Returns the tenant with this id.
   *
   * `GET /api/tenant/{tenantId}`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `not_found`: the tenant does not exist.
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  retrieveTenant(tenantId: string, options?: CallOptions | null): Promise<TenantResponse> {
    return this[CALL]("retrieveTenant", [tenantId], options);
  }

  /**
   * Lists all tenants.
   *
   * `GET /api/tenant`. Retried if no answer came, and after 429, 502, 503 or 504.
   *
   * Rejects with
   * - `unauthorized`: the API key is missing or does not allow this.
   */
  retrieveTenants(options?: CallOptions | null): Promise<TenantsResponse> {
    return this[CALL]("retrieveTenants", [], options);
  }
}
