// The rules of the gate for steps that need the API key: a first method of two-step login, the second step before a
// change of the password, logins without a password, and the verification of addresses and numbers.

import { randomBytes } from "node:crypto";

import { isClientError } from "matricula";

import { startsOwnKind } from "./first.mjs";
import { Refusal } from "./refusal.mjs";

/** The members of a request for a method of two-step login. */
const METHOD = { applicationId: true, email: true, method: true, mobilePhone: true };

/** All kinds of names that a user can log in with. */
const LOGIN_ID_TYPES = ["email", "username", "phoneNumber"];

export const STEPS = [
  // The key of an authenticator app: it is random, and FusionAuth does not keep it.
  { method: "GET", path: ["api", "two-factor", "secret"], shows: { secret: true, secretBase32Encoded: true } },
  {
    // Sends a code to the address or number that becomes the user's first method of two-step login.
    method: "POST",
    path: ["api", "two-factor", "send"],
    takes: METHOD,
    shows: {},
    run: async (gate, body, request) => {
      const userId = await beginner(gate, body, request);
      return gate.ask("POST", "/api/two-factor/send", { body: { ...body, userId } });
    },
  },
  {
    // Adds the user's first method of two-step login.
    method: "POST",
    path: ["api", "user", "two-factor", "me"],
    takes: { ...METHOD, code: true, secret: true, twoFactorId: true },
    shows: { code: true, recoveryCodes: true },
    run: async (gate, body, request) => answerOf(gate.keyed.enableTwoFactor(await beginner(gate, body, request), body)),
  },
  {
    // Starts the second step before a change of the password. FusionAuth's answer has a code. With this code, the page
    // could complete the step without any method of the user. So the page gets an empty code instead.
    method: "POST",
    path: ["api", "two-factor", "start"],
    takes: {},
    shows: {
      code: true,
      methods: [{ email: true, id: true, lastUsed: true, method: true, mobilePhone: true }],
      twoFactorId: true,
    },
    run: async (gate, _, request) => {
      const userId = await changer(gate, request);
      const { status, body } = await gate.ask("POST", "/api/two-factor/start", { body: { userId } });
      return { status, body: { ...body, code: "" } };
    },
  },
  {
    method: "POST",
    path: ["api", "passwordless", "start"],
    takes: { applicationId: true, loginId: true, loginIdTypes: [true] },
    shows: { code: true },
    run: startPasswordless,
  },
  {
    // The verification of an address or a number that has no user yet. The answer does not contain the code.
    method: "POST",
    path: ["api", "identity", "verify", "start"],
    takes: { applicationId: true, loginId: true, loginIdType: true },
    adds: { existingUserStrategy: "mustNotExist", verificationStrategy: "FormField" },
    shows: { verificationId: true },
    onlyOpen: true,
    first: startsOwnKind,
  },
  { method: "POST", path: ["api", "identity", "verify", "send"], takes: { verificationId: true }, shows: {} },
  {
    method: "POST",
    path: ["api", "identity", "verify", "complete"],
    takes: { oneTimeCode: true, verificationId: true },
    shows: {},
  },
];

/** Whether FusionAuth has answered a call with an error. Otherwise there is no answer that the gate can pass on. */
const isRefused = (error) => isClientError(error) && error.status >= 400;

/** The errors of a failed call, in FusionAuth's form. */
const errorsOf = ({ fieldErrors, generalErrors }) => ({ fieldErrors, generalErrors });

/** An error of one field, in the form of FusionAuth's errors. */
function fieldError(field, code, message) {
  return { status: 400, body: { fieldErrors: { [field]: [{ code: `[${code}]${field}`, message }] } } };
}

/**
 * The answer to a call of the package. FusionAuth's status for a wrong code is 421. A browser must not get this status:
 * it would send the request again, and each wrong code would count twice. Node's `fetch` fails at this status, but the
 * package does not, so the gate uses the package here.
 */
async function answerOf(call) {
  try {
    return { status: 200, body: await call };
  } catch (error) {
    // A 401 is about the gate's key, not about the caller.
    if (!isRefused(error) || error.status === 401) throw error;
    if (error.status === 421) return fieldError("code", "invalid", "The code is wrong or has expired.");
    return { status: error.status, body: errorsOf(error) };
  }
}

/** The name and the password in a request's `Authorization` header; empty or undefined if the header has none. */
function credentials(request) {
  const [, encoded] = /^Basic (\S+)$/.exec(request.headers.authorization ?? "") ?? [];
  const parts = Buffer.from(encoded ?? "", "base64")
    .toString()
    .split(":");
  try {
    const [loginId, password] = parts.map(decodeURIComponent);
    return { loginId, password };
  } catch {
    return {};
  }
}

const notABeginner = () =>
  new Refusal(403, "NotABeginner", "This user does not need a first method for two-step login.");

/**
 * The id of the user whose login needs a first method of two-step login. A user in this situation has no token, so the
 * request has the password, and the gate checks the password with a login. A user who already has a method must log in
 * with this method: otherwise, the password alone would be enough to add another method.
 */
async function beginner({ ask, client }, { applicationId }, request) {
  const { loginId, password } = credentials(request);
  if (!applicationId || !loginId || !password) throw new Refusal(401);
  const login = { applicationId, loginId, loginIdTypes: LOGIN_ID_TYPES, password };
  const { status, response } = await client.login(login).catch((error) => {
    if (!isRefused(error)) throw error;
    if (error.kind === "invalid_credentials") throw new Refusal(401);
    // A locked account, too many requests, or a failure of FusionAuth: the password may be right.
    throw Object.assign(new Refusal(error.status), { body: errorsOf(error) });
  });
  if (status !== "two_factor_required" || response.methods?.length > 0) throw notABeginner();
  const { body: app } = await ask("GET", `/api/application/${applicationId}`);
  const query = new URLSearchParams([["loginId", loginId], ...LOGIN_ID_TYPES.map((type) => ["loginIdTypes", type])]);
  const { status: found, body } = await ask("GET", "/api/user", {
    query: `?${query}`,
    tenant: app.application.tenantId,
  });
  if (found !== 200) throw new Refusal(401);
  // The login lists only methods whose types the tenant allows.
  if (body.user.twoFactor?.methods?.length > 0) throw notABeginner();
  return body.user.id;
}

/**
 * The id of the user who changes the password: the user of the access token, or of the id in the link for a new
 * password.
 */
async function changer({ ask, caller }, request) {
  const [, id] = /^Change (\S+)$/.exec(request.headers.authorization ?? "") ?? [];
  if (id === undefined) return (await caller(request)).sub;
  const query = `?${new URLSearchParams({ changePasswordId: id })}`;
  const { status, body } = await ask("GET", "/api/user", { query });
  if (status !== 200) throw new Refusal(401);
  return body.user.id;
}

/**
 * Makes a code for a login without a password, and sends it. The answer looks like a success even if no user has
 * this name, if the user has no address, or if the message cannot be sent. Otherwise, the answer would show who has an
 * account. The time until the answer can still show this, because sending a message takes time. If this matters, put
 * the messages into a queue.
 */
async function startPasswordless({ ask }, { applicationId, loginId, loginIdTypes }) {
  const { body } = await ask("GET", `/api/application/${applicationId ?? ""}`);
  const { enabled, emailLoginStrategy, phoneLoginStrategy } = body?.application?.passwordlessConfiguration ?? {};
  if (!enabled) throw new Refusal(403, "PasswordlessDisabled", "This application needs a password.");
  if (!loginId || typeof loginId !== "string") return fieldError("loginId", "blank", "The name is missing.");
  const byPhone = Array.isArray(loginIdTypes) && loginIdTypes.includes("phoneNumber");
  const loginStrategy = byPhone ? (phoneLoginStrategy ?? "FormField") : (emailLoginStrategy ?? "ClickableLink");
  const started = await ask("POST", "/api/passwordless/start", {
    body: { applicationId, loginId, loginStrategy, ...(byPhone && { loginIdTypes: ["phoneNumber"] }) },
  });
  if (started.status >= 500) return started;
  const isSent = started.status === 200 && (await sendsPasswordless(ask, started.body.code));
  // If the message has a one-time code, a login needs this code and also the code for the page. If the message has a
  // link, the code in the link is enough to log in. So the page gets a random code that does not work, as for an
  // unknown user.
  const isHalf = isSent && started.body.oneTimeCode !== undefined;
  return { status: 200, body: { code: isHalf ? started.body.code : randomBytes(32).toString("base64url") } };
}

/** Sends a code; returns whether FusionAuth has sent it. Only the log shows the reason for a failure. */
async function sendsPasswordless(ask, code) {
  try {
    const { status } = await ask("POST", "/api/passwordless/send", { body: { code } });
    if (status === 200) return true;
    console.error(`gate: FusionAuth has not sent a code, status ${status}`);
  } catch (error) {
    console.error(`gate: FusionAuth has not sent a code: ${error.message}`);
  }
  return false;
}
