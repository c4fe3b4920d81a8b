// What people read when something fails, by the kind of the error and the field it is about.

import { isClientError, type ErrorKind } from "matricula";

const KINDS: Record<ErrorKind, string> = {
  network: "The server cannot be reached. Check your connection and try again.",
  timeout: "The server takes too long. Please try again.",
  aborted: "That was stopped.",
  rate_limited: "Too many tries. Please wait a few minutes.",
  server: "The server has a problem. Please try again later.",
  unexpected_response: "The server gave an answer we do not understand. Please try again later.",
  validation: "Please check what you have entered.",
  invalid_credentials: "That is not right. If you are new, confirm your account from the mail first.",
  unauthorized: "Please log in again.",
  forbidden: "You may not do this.",
  not_found: "We could not find that.",
  conflict: "That is taken already.",
  captcha: "Please solve the captcha again.",
  registration_disabled: "New accounts cannot be created at the moment.",
  invalid_token: "This link has been used already or is too old. Ask for a new one.",
  account_locked: "This account is locked.",
  account_expired: "This account has expired.",
  login_prevented: "This account cannot log in at the moment.",
  no_session: "Please log in.",
  session_expired: "You have been logged out. Please log in again.",
  callback: "The login was not completed. Please try again.",
  storage: "This browser does not let us remember you.",
  unsupported: "This does not work with this account or in this browser.",
};

/** Words that are clearer than the server's, by field and kind. */
const FIELDS: Record<string, string> = {
  "name validation": "Use at least 3 letters, digits, dots, dashes or underscores.",
  "name conflict": "This user name is taken.",
  "email validation": "Enter an e-mail address such as name@example.com.",
  "email conflict": "There is an account with this address already.",
  "password validation": "Use at least 8 characters, without spaces.",
  "newPassword validation": "Enter a new password.",
  "verifyPassword validation": "This is not the same as the new password.",
  "oldPassword validation": "Enter your current password.",
  "oldPassword invalid_credentials": "This is not your password.",
  "username validation": "Enter your user name or your e-mail address.",
};

/** The sentence for an error as a whole. */
export function explain(error: unknown): string {
  return isClientError(error) ? KINDS[error.kind] : "Something went wrong. Please try again.";
}

/** The sentences for single fields, by their names. */
export function explainFields(error: unknown): Map<string, string> {
  const sentences = new Map<string, string>();
  if (!isClientError(error)) return sentences;
  for (const [field, [first]] of Object.entries(error.fieldErrors ?? {})) {
    sentences.set(field, FIELDS[`${field} ${error.kind}`] ?? first?.message ?? KINDS[error.kind]);
  }
  return sentences;
}
