// Why a token is refused: the message for each code.

import { type ClientError, clientError } from "./errors.js";
import type { TokenRefusal } from "./generated/wire.js";

const MESSAGES: Record<TokenRefusal, string> = {
  malformed: "the token is not a signed JWT",
  algorithm: "the token is signed in a way that is not accepted",
  unknown_key: "the token is signed with a key that is not known",
  signature: "the signature of the token is wrong",
  issuer: "the token was made by somebody else",
  audience: "the token is for somebody else",
  subject: "the token does not say whom it is about",
  not_yet_valid: "the token is not valid yet",
  expired: "the token has expired",
};

export const refusal = (code: TokenRefusal): ClientError =>
  clientError(MESSAGES[code], { kind: "invalid_token", code });
