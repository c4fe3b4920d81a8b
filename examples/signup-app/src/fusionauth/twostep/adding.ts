// The calls that add a method of two-step login.

import type { TwoFactorRequest, TwoFactorResponse, TwoFactorSecretResponse, TwoFactorSendRequest } from "matricula";

import { client, sessionOf } from "../api.ts";

/** The calls of a signed-in user, or of a user who must add a method during the login. */
export interface Adding {
  secret: (signal: AbortSignal) => Promise<TwoFactorSecretResponse>;
  /** Sends a code to the new address or number. */
  send: (request: TwoFactorSendRequest) => Promise<void>;
  enable: (request: TwoFactorRequest) => Promise<TwoFactorResponse>;
}

/** The calls of the signed-in user of an application. They need only the user's own token. */
export function ownAdding(applicationId: string): Adding {
  const { session } = sessionOf(applicationId);
  return {
    secret: (signal) => session.call((token) => client.generateTwoFactorSecretUsingJwt(token, { signal })),
    send: (request) =>
      session.call((token) => client.sendTwoFactorCodeForEnableDisableUsingJwt(token, { ...request, applicationId })),
    enable: (request) => session.call((token) => client.enableTwoFactorUsingJwt(token, { ...request, applicationId })),
  };
}
