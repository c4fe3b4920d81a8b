// Written by `cargo xtask bless`.

import { CALL, Client, OPTIONS } from "../client.js";
import type { ApplicationRequest, ApplicationResponse, ApplicationsResponse, CallOptions, ChangePasswordByIdentityRequest, ChangePasswordResponse, ChangePasswordUsingJwtRequest, CreateAndRegisterRequest, ForgotPasswordRequest, ForgotPasswordResponse, FusionAuthChangePasswordRequest, FusionAuthLoginRequest, FusionAuthOptions, FusionAuthRefreshRequest, IssueRequest, IssueResponse, JwksResponse, LoginOutcome, LoginPingRequest, LogoutRequest, PasswordValidationRulesResponse, PatchOperation, PatchRegistrationRequest, PatchUserRequest, PublicKeyRequest, PublicKeyResponse, RefreshResponse, RefreshTokenResponse, RefreshTokensRequest, RefreshTokensResponse, RegistrationRequest, RegistrationResponse, ResendEmailVerificationRequest, ResendRegistrationVerificationRequest, RevokeRequest, TenantRequest, TenantResponse, TenantsResponse, UserQuery, UserRequest, UserResponse, ValidateResponse, VerificationResponse, VerifyEmailRequest, VerifyRegistrationRequest } from "./wire.js";

/**
 * A client of one FusionAuth server. It holds no session.
 *
 * `user.data` and `registration.data` may have types of your own, which nobody checks at run time:
 * `new FusionAuthClient<{ plan: string }, { seats: number }>(options)`.
 *
 * Every method takes `{ signal, timeoutMs }` last and rejects with a `ClientError`.
 * Instants are numbers of milliseconds since 1970.
 */
export class FusionAuthClient<
  UserData extends object = Record<string, unknown>,
  RegistrationData extends object = Record<string, unknown>,
> extends Client {
  /** @internal A minifier may rename the class. */
  static override readonly name = "FusionAuthClient";

  /**
   * A client for the server at `options.baseUrl`.
   *
   * In a browser it throws a `ClientError` (`unsupported`) when there is an `apiKey`, unless
   * `dangerouslyAllowBrowser` is true. Other mistakes in the options are told by the first call.
   */
  constructor(options: FusionAuthOptions) {
    super("fusionAuth", options);
  }

  /**
   * Changes the password of the user with this e-mail address or name. All refresh tokens of the
   * user end.
   *
   * `POST /api/user/change-password`. Sent once, never retried.
   *
   * Rejects with `invalid_credentials` when the user or the current password is wrong;
   * `validation` says what is wrong with the password; `unauthorized` for a wrong API key.
   */
  changePasswordByIdentity(request: ChangePasswordByIdentityRequest, options?: CallOptions | null): Promise<ChangePasswordResponse> {
    return this[CALL]("change_password_by_identity", [request], options);
  }

  /**
   * Changes the password of the user of an access token. All refresh tokens of the user end.
   *
   * `POST /api/user/change-password`. Sent once, never retried.
   *
   * Rejects with `invalid_credentials` when the current password is wrong; `validation` says
   * what is wrong with the new one; `unauthorized` when the token is not good.
   */
  changePasswordUsingJwt(token: string, request: ChangePasswordUsingJwtRequest, options?: CallOptions | null): Promise<ChangePasswordResponse> {
    return this[CALL]("change_password_using_jwt", [token, request], options);
  }

  /**
   * Changes a password with the id from the mail or from a login. All refresh tokens of the user
   * end.
   *
   * `POST /api/user/change-password`. Sent once, never retried.
   *
   * Rejects with `invalid_token` when the id is wrong, used or expired; `validation` says what
   * is wrong with the password.
   */
  changePassword(request: FusionAuthChangePasswordRequest, options?: CallOptions | null): Promise<ChangePasswordResponse> {
    return this[CALL]("change_password", [request], options);
  }

  /**
   * Makes a user and registers it with an application, or does neither.
   *
   * `POST /api/user/registration/{userId}`. Sent once, never retried.
   *
   * Without `userId` (UUID) the server makes one up.
   *
   * Rejects with `conflict` when the address, the name or the id is taken; `validation` names
   * members in `fieldErrors`; `unauthorized` without an API key that may do this.
   */
  createAndRegister(userId: string | null | undefined, request: CreateAndRegisterRequest<UserData, RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("create_and_register", [userId, request], options);
  }

  /**
   * Makes an application, its roles included.
   *
   * `POST /api/application/{applicationId}`. Sent once, never retried.
   *
   * Without `applicationId` (UUID) the server makes one up.
   *
   * Rejects with `conflict` when the name or the id is taken; `validation` names members in
   * `fieldErrors`; `unauthorized` without an API key that may do this.
   */
  createApplication(applicationId: string | null | undefined, request: ApplicationRequest, options?: CallOptions | null): Promise<ApplicationResponse> {
    return this[CALL]("create_application", [applicationId, request], options);
  }

  /**
   * Makes a tenant.
   *
   * `POST /api/tenant/{tenantId}`. Sent once, never retried.
   *
   * Without `tenantId` (UUID) the server makes one up.
   *
   * Rejects with `conflict` when the name or the id is taken; `validation` names members in
   * `fieldErrors`; `unauthorized` without an API key that may do this.
   */
  createTenant(tenantId: string | null | undefined, request: TenantRequest, options?: CallOptions | null): Promise<TenantResponse> {
    return this[CALL]("create_tenant", [tenantId, request], options);
  }

  /**
   * Makes a user.
   *
   * `POST /api/user/{userId}`. Sent once, never retried.
   *
   * Without `userId` (UUID) the server makes one up.
   *
   * Rejects with `conflict` when the address, the name or the id is taken; `validation` names
   * members in `fieldErrors`; `unauthorized` without an API key that may do this.
   */
  createUser(userId: string | null | undefined, request: UserRequest<UserData, RegistrationData>, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("create_user", [userId, request], options);
  }

  /**
   * Deletes a user softly: it can no longer log in, and can be had back.
   *
   * `DELETE /api/user/{userId}`.
   *
   * Rejects with `not_found`; `unauthorized` without an API key that may do this.
   */
  deactivateUser(userId: string, options?: CallOptions | null): Promise<void> {
    return this[CALL]("deactivate_user", [userId], options);
  }

  /**
   * Deletes an application for good, its registrations included.
   *
   * `DELETE /api/application/{applicationId}?hardDelete=true`.
   *
   * Rejects with `not_found`; `unauthorized` without an API key that may do this.
   */
  deleteApplication(applicationId: string, options?: CallOptions | null): Promise<void> {
    return this[CALL]("delete_application", [applicationId], options);
  }

  /**
   * Deletes a registration. The user stays, and so do its other registrations.
   *
   * `DELETE /api/user/registration/{userId}/{applicationId}`.
   *
   * Refresh tokens of the application go on working, for tokens without roles.
   *
   * Rejects with `not_found` when there is no such registration; `unauthorized` without an API
   * key that may do this.
   */
  deleteRegistration(userId: string, applicationId: string, options?: CallOptions | null): Promise<void> {
    return this[CALL]("delete_registration", [userId, applicationId], options);
  }

  /**
   * Deletes a user for good, its registrations included.
   *
   * `DELETE /api/user/{userId}?hardDelete=true`.
   *
   * Rejects with `not_found`; `unauthorized` without an API key that may do this.
   */
  deleteUser(userId: string, options?: CallOptions | null): Promise<void> {
    return this[CALL]("delete_user", [userId], options);
  }

  /**
   * The user with this e-mail address, name or login id; with an empty query, the user of the
   * token.
   *
   * `GET /api/user`.
   *
   * Rejects with `not_found`; `unauthorized` without an API key, or a token for an empty query.
   */
  findUser(request: UserQuery, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("find_user", [request], options);
  }

  /**
   * The same client for another tenant (UUID).
   */
  forTenant(tenantId: string): FusionAuthClient<UserData, RegistrationData> {
    // A tenant that is missing is a mistake, which the first call tells, and not the wish for none.
    return new FusionAuthClient({ ...this[OPTIONS], tenantId: tenantId ?? (false as never) });
  }

  /**
   * Sends the message by which a user sets a new password.
   *
   * `POST /api/user/forgot-password`. Sent once, never retried.
   *
   * With an API key the answer tells the id, without one it is empty.
   *
   * Rejects with `not_found` when there is no such user (do not show it to visitors);
   * `unsupported` when there is no template for the mail, or the user has no address;
   * `validation`; `unauthorized` for a wrong API key.
   */
  forgotPassword(request: ForgotPasswordRequest, options?: CallOptions | null): Promise<ForgotPasswordResponse> {
    return this[CALL]("forgot_password", [request], options);
  }

  /**
   * Trades an access token for one of another application.
   *
   * `GET /api/jwt/issue`.
   *
   * Rejects with `validation` when there is no such application; `unauthorized` when the token
   * is not good.
   */
  issueJwt(token: string, request: IssueRequest, options?: CallOptions | null): Promise<IssueResponse> {
    return this[CALL]("issue_jwt", [token, request], options);
  }

  /**
   * Changes a registration by operations (RFC 6902), all of them or none.
   *
   * `PATCH /api/user/registration/{userId}/{applicationId}`.
   *
   * Paths start at the request: `/registration/roles/-`. Since 1.39.0.
   *
   * Rejects with `not_found` when there is no such registration; `validation` with the code
   * `[JSONPatchTestFailed]` when a `test` failed; `unauthorized` without an API key that may do
   * this.
   */
  jsonPatchRegistration(userId: string, applicationId: string, operations: PatchOperation[], options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("json_patch_registration", [userId, applicationId, operations], options);
  }

  /**
   * Changes a user by operations (RFC 6902), all of them or none.
   *
   * `PATCH /api/user/{userId}`. Sent once, never retried.
   *
   * Paths start at the request: `/user/preferredLanguages/-`. Since 1.39.0.
   *
   * Rejects as `patchUser`, and with `validation` with the code `[JSONPatchTestFailed]` when a
   * `test` failed.
   */
  jsonPatchUser(userId: string, operations: PatchOperation[], options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("json_patch_user", [userId, operations], options);
  }

  /**
   * Notes a login that went without credentials.
   *
   * `PUT /api/login`.
   *
   * Rejects with `not_found`, `login_prevented`, `account_expired`, `account_locked`,
   * `validation`; `unauthorized` without an API key that may do this.
   */
  loginPing(request: LoginPingRequest, options?: CallOptions | null): Promise<LoginOutcome<UserData, RegistrationData>> {
    return this[CALL]("login_ping", [request], options);
  }

  /**
   * Logs in with e-mail address or name, and password.
   *
   * `POST /api/login`. Sent once, never retried.
   *
   * Every success is an outcome of its own: only `signed_in` is a login to the application.
   *
   * Rejects with `invalid_credentials` for a wrong password as for an unknown user (404);
   * `login_prevented` when actions keep the user out (409), with `actions`; `account_expired` (410); `account_locked` (423) also after too many failures;
   * `validation`; `unauthorized` when the application asks for an API key.
   */
  login(request: FusionAuthLoginRequest, options?: CallOptions | null): Promise<LoginOutcome<UserData, RegistrationData>> {
    return this[CALL]("login", [request], options);
  }

  /**
   * Ends a refresh token, or all of its owner.
   *
   * `POST /api/logout`.
   *
   * Access tokens live on until they expire.
   */
  logout(request: LogoutRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("logout", [request], options);
  }

  /**
   * Changes members of a registration by a merge patch (RFC 7396).
   *
   * `PATCH /api/user/registration/{userId}/{applicationId}`.
   *
   * Objects are merged, lists are replaced, null clears. Since 1.39.0.
   *
   * Rejects with `not_found` when there is no such registration; `validation` names members in
   * `fieldErrors`; `unauthorized` without an API key that may do this.
   */
  mergePatchRegistration(userId: string, request: PatchRegistrationRequest<RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("merge_patch_registration", [userId, request], options);
  }

  /**
   * Changes members of a user by a merge patch (RFC 7396).
   *
   * `PATCH /api/user/{userId}`.
   *
   * Objects are merged, lists are replaced, null clears. Since 1.39.0.
   *
   * Rejects as `patchUser`.
   */
  mergePatchUser(userId: string, request: PatchUserRequest<UserData>, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("merge_patch_user", [userId, request], options);
  }

  /**
   * Changes members of a registration, in the original form of patch.
   *
   * `PATCH /api/user/registration/{userId}/{applicationId}`.
   *
   * Objects are merged, lists are added to, null clears. Since 1.12.0. The application's id is
   * sent in the address (since 1.25.0) and in the body; servers up to at least 1.56 replace the
   * registration where it is in the body alone (the option `shortPaths`).
   *
   * Rejects with `not_found` when there is no such registration; `validation` names members in
   * `fieldErrors`; `unauthorized` without an API key that may do this.
   */
  patchRegistration(userId: string, request: PatchRegistrationRequest<RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("patch_registration", [userId, request], options);
  }

  /**
   * Changes members of a user, in the original form of patch.
   *
   * `PATCH /api/user/{userId}`.
   *
   * Objects are merged, lists are added to, null clears. Since 1.12.0.
   *
   * Rejects with `not_found`; `conflict` when the address, the name or the id is taken;
   * `validation` names members in `fieldErrors`; `unauthorized` without an API key that may do
   * this.
   */
  patchUser(userId: string, request: PatchUserRequest<UserData>, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("patch_user", [userId, request], options);
  }

  /**
   * Gets a softly deleted user back.
   *
   * `PUT /api/user/{userId}?reactivate=true`.
   *
   * Rejects with `not_found`; `unauthorized` without an API key that may do this.
   */
  reactivateUser(userId: string, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("reactivate_user", [userId], options);
  }

  /**
   * Trades a refresh token for a new access token.
   *
   * `POST /api/jwt/refresh`.
   *
   * Rejects with `invalid_token` when the refresh token is wrong, revoked or expired;
   * `validation`.
   */
  refresh(request: FusionAuthRefreshRequest, options?: CallOptions | null): Promise<RefreshResponse> {
    return this[CALL]("refresh", [request], options);
  }

  /**
   * Registers a user that is there already with an application.
   *
   * `POST /api/user/registration/{userId}`. Sent once, never retried.
   *
   * Where the registration must be verified, the server mails what `verifyRegistration` takes.
   *
   * Rejects with `not_found` when there is no such user; `conflict` with the code
   * `[duplicate]registration` when it is registered already; `validation` names members in
   * `fieldErrors`; `unauthorized` without an API key that may do this.
   */
  register(userId: string, request: RegistrationRequest<RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("register", [userId, request], options);
  }

  /**
   * Sends the mail that verifies an e-mail address once more, or only makes a new id.
   *
   * `PUT /api/user/verify-email`. Sent once, never retried.
   *
   * With an API key the answer tells the new id, without one it is empty.
   *
   * Rejects with `not_found` when there is no such user; `unsupported` when the tenant verifies
   * nothing; `validation`; `unauthorized` for a wrong API key.
   */
  resendEmailVerification(request: ResendEmailVerificationRequest, options?: CallOptions | null): Promise<VerificationResponse> {
    return this[CALL]("resend_email_verification", [request], options);
  }

  /**
   * Sends the mail that verifies a registration once more, or only makes a new id.
   *
   * `PUT /api/user/verify-registration`. Sent once, never retried.
   *
   * With an API key the answer tells the new id, without one it is empty.
   *
   * Rejects with `not_found` when there is no such user or registration; `unsupported` when the
   * application verifies nothing; `validation`; `unauthorized` for a wrong API key.
   */
  resendRegistrationVerification(request: ResendRegistrationVerificationRequest, options?: CallOptions | null): Promise<VerificationResponse> {
    return this[CALL]("resend_registration_verification", [request], options);
  }

  /**
   * The application with this id.
   *
   * `GET /api/application/{applicationId}`.
   *
   * Rejects with `not_found`; `unauthorized` without an API key that may do this.
   */
  retrieveApplication(applicationId: string, options?: CallOptions | null): Promise<ApplicationResponse> {
    return this[CALL]("retrieve_application", [applicationId], options);
  }

  /**
   * All applications.
   *
   * `GET /api/application`.
   *
   * Rejects with `unauthorized` without an API key that may do this.
   */
  retrieveApplications(options?: CallOptions | null): Promise<ApplicationsResponse> {
    return this[CALL]("retrieve_applications", [], options);
  }

  /**
   * The public keys that tokens are signed with, as a JSON Web Key Set.
   *
   * `GET /.well-known/jwks.json`.
   */
  retrieveJsonWebKeySet(options?: CallOptions | null): Promise<JwksResponse> {
    return this[CALL]("retrieve_json_web_key_set", [], options);
  }

  /**
   * The public keys that tokens are signed with: all, that of an application, or one by its id.
   *
   * `GET /api/jwt/public-key`.
   *
   * Rejects with `not_found` when there is no such key.
   */
  retrieveJwtPublicKey(request: PublicKeyRequest, options?: CallOptions | null): Promise<PublicKeyResponse> {
    return this[CALL]("retrieve_jwt_public_key", [request], options);
  }

  /**
   * What the server asks of a password, in a tenant (UUID) or in the only one.
   *
   * `GET /api/tenant/password-validation-rules/{tenantId}`.
   *
   * Rejects with `not_found` when there is no such tenant.
   */
  retrievePasswordValidationRules(tenantId: string | null | undefined, options?: CallOptions | null): Promise<PasswordValidationRulesResponse> {
    return this[CALL]("retrieve_password_validation_rules", [tenantId], options);
  }

  /**
   * The refresh token with this id.
   *
   * `GET /api/jwt/refresh/{tokenId}`.
   *
   * Rejects with `not_found`; `unauthorized` without an API key that may do this.
   */
  retrieveRefreshToken(tokenId: string, options?: CallOptions | null): Promise<RefreshTokenResponse> {
    return this[CALL]("retrieve_refresh_token", [tokenId], options);
  }

  /**
   * The refresh tokens of a user.
   *
   * `GET /api/jwt/refresh`.
   *
   * Rejects with `validation` when there is no such user; `unauthorized` without an API key that
   * may do this.
   */
  retrieveRefreshTokens(request: RefreshTokensRequest, options?: CallOptions | null): Promise<RefreshTokensResponse> {
    return this[CALL]("retrieve_refresh_tokens", [request], options);
  }

  /**
   * The registration of a user with an application.
   *
   * `GET /api/user/registration/{userId}/{applicationId}`.
   *
   * Rejects with `not_found` when there is no such user, application or registration;
   * `unauthorized` without an API key that may do this.
   */
  retrieveRegistration(userId: string, applicationId: string, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("retrieve_registration", [userId, applicationId], options);
  }

  /**
   * The tenant with this id.
   *
   * `GET /api/tenant/{tenantId}`.
   *
   * Rejects with `not_found`; `unauthorized` without an API key that may do this.
   */
  retrieveTenant(tenantId: string, options?: CallOptions | null): Promise<TenantResponse> {
    return this[CALL]("retrieve_tenant", [tenantId], options);
  }

  /**
   * All tenants.
   *
   * `GET /api/tenant`.
   *
   * Rejects with `unauthorized` without an API key that may do this.
   */
  retrieveTenants(options?: CallOptions | null): Promise<TenantsResponse> {
    return this[CALL]("retrieve_tenants", [], options);
  }

  /**
   * The user with this id.
   *
   * `GET /api/user/{userId}`.
   *
   * Rejects with `not_found`; `unauthorized` without an API key that may do this.
   */
  retrieveUser(userId: string, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("retrieve_user", [userId], options);
  }

  /**
   * Ends the refresh token with this id.
   *
   * `DELETE /api/jwt/refresh/{tokenId}`.
   *
   * Rejects with `not_found`; `unauthorized` without an API key or the owner's access token.
   */
  revokeRefreshToken(tokenId: string, options?: CallOptions | null): Promise<void> {
    return this[CALL]("revoke_refresh_token", [tokenId], options);
  }

  /**
   * Ends refresh tokens: one, or all of an application, of a user, or of a user in an
   * application.
   *
   * `DELETE /api/jwt/refresh`.
   *
   * Rejects with `not_found` or `validation` when there is no such user or application;
   * `unauthorized` without an API key, or the owner's access token for one token.
   */
  revokeRefreshTokens(request: RevokeRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("revoke_refresh_tokens", [request], options);
  }

  /**
   * Replaces an application: what the request leaves out gets its default, but for the roles.
   *
   * `PUT /api/application/{applicationId}`.
   *
   * To change one setting, change it in what `retrieveApplication` gave.
   *
   * Rejects with `not_found`; `conflict` when the name is taken; `validation` names members in
   * `fieldErrors`; `unauthorized` without an API key that may do this.
   */
  updateApplication(applicationId: string, request: ApplicationRequest, options?: CallOptions | null): Promise<ApplicationResponse> {
    return this[CALL]("update_application", [applicationId, request], options);
  }

  /**
   * Replaces a registration: what the request leaves out is cleared.
   *
   * `PUT /api/user/registration/{userId}/{applicationId}`.
   *
   * The application's id is sent in the address (since 1.25.0) and in the body; see the option
   * `shortPaths`.
   *
   * Rejects with `not_found` when there is no such registration; `validation` names members in
   * `fieldErrors`; `unauthorized` without an API key that may do this.
   */
  updateRegistration(userId: string, request: RegistrationRequest<RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>> {
    return this[CALL]("update_registration", [userId, request], options);
  }

  /**
   * Replaces a user: what the request leaves out is cleared, but for the password.
   *
   * `PUT /api/user/{userId}`.
   *
   * Rejects with `not_found`; `conflict` when the address, the name or the id is taken;
   * `validation` names members in `fieldErrors`; `unauthorized` without an API key that may do
   * this.
   */
  updateUser(userId: string, request: UserRequest<UserData, RegistrationData>, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>> {
    return this[CALL]("update_user", [userId, request], options);
  }

  /**
   * Asks the server whether an access token is good, and what it says.
   *
   * `GET /api/jwt/validate`.
   *
   * The instants of the answer are epoch seconds. That a token is good does not say that its
   * user is registered: look for `applicationId` and `roles`.
   *
   * Rejects with `unauthorized` when it is not.
   */
  validateJwt(token: string, options?: CallOptions | null): Promise<ValidateResponse> {
    return this[CALL]("validate_jwt", [token], options);
  }

  /**
   * Verifies an e-mail address with the id from the mail, and the code where a form asks for
   * one.
   *
   * `POST /api/user/verify-email`.
   *
   * Rejects with `invalid_token` when the id or the code is wrong, used or expired;
   * `unsupported` when the tenant verifies nothing; `validation`.
   */
  verifyEmailAddress(request: VerifyEmailRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("verify_email_address", [request], options);
  }

  /**
   * Verifies a registration with the id from the mail.
   *
   * `POST /api/user/verify-registration/{verificationId}`.
   *
   * The id stands in the address; the vendor calls this form deprecated since 1.27.0.
   *
   * Rejects with `invalid_token` when the id is wrong, used or older than a day.
   */
  verifyRegistration(verificationId: string, options?: CallOptions | null): Promise<void> {
    return this[CALL]("verify_registration", [verificationId], options);
  }

  /**
   * Verifies a registration with the id from the mail, and the code where a form asks for one.
   *
   * `POST /api/user/verify-registration`.
   *
   * Since 1.27.0.
   *
   * Rejects with `invalid_token` when the id or the code is wrong, used or older than a day;
   * `validation` when the code is missing.
   */
  verifyUserRegistration(request: VerifyRegistrationRequest, options?: CallOptions | null): Promise<void> {
    return this[CALL]("verify_user_registration", [request], options);
  }
}
