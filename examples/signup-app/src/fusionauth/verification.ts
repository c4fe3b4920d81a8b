// The calls that verify a registration, an e-mail address (`identity`) or a phone number.

import type { VerifyCompleteRequest } from "matricula";

import { client, visitor } from "./api.ts";

export const VERIFICATIONS = {
  registration: (request: VerifyCompleteRequest) => client.verifyUserRegistration(request),
  identity: (request: VerifyCompleteRequest) => client.verifyEmailAddress(request),
  // This call needs the API key, so it goes through the gate.
  phone: (request: VerifyCompleteRequest) => visitor().completeVerifyIdentity(request),
};
export type VerificationKind = keyof typeof VERIFICATIONS;
