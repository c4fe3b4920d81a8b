// Why a token is refused: the message for each code.

import { type ClientError, clientError } from "./errors.js";
import { REFUSALS } from "./generated/constants.js";
import type { TokenRefusal } from "./generated/wire.js";

const MESSAGES: Record<TokenRefusal, string> = REFUSALS;

export const refusal = (code: TokenRefusal): ClientError =>
  clientError(MESSAGES[code], { kind: "invalid_token", code });
