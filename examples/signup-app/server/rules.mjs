// The rules of the gate: the allowed requests of each audience, and the allowed JSON members of bodies and answers.
//
// In the `path` of a rule, `id` stands for any id, and `self` for the caller's own id. `takes` names the allowed
// members of the body, `shows` those of the answer, and `query` the allowed parameters. The gate adds the members of
// `adds` to the body. With `onlyOpen`, users must be able to register themselves with the application. `first` is one
// more check, and can change the body. `run` handles the request; without `run`, the gate forwards the request.

import { claims, isVerified } from "./first.mjs";
import { STEPS } from "./steps.mjs";

/** The application of FusionAuth itself. Its roles give full control. */
const FUSIONAUTH_ITSELF = "3c219e58-ed0e-4b18-ad48-f4f92793ae32";

/** The only accepted spelling of an id, so that ids can be compared as text. */
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

// A shape for `pick`: `true` is a whole value, an object names members, a list has the shape of its elements.
const REGISTRATION = {
  applicationId: true,
  data: true,
  id: true,
  insertInstant: true,
  lastLoginInstant: true,
  lastUpdateInstant: true,
  preferredLanguages: true,
  roles: true,
  timezone: true,
  username: true,
  verified: true,
  verifiedInstant: true,
};
const USER = {
  active: true,
  email: true,
  firstName: true,
  fullName: true,
  id: true,
  insertInstant: true,
  lastLoginInstant: true,
  lastName: true,
  phoneNumber: true,
  registrations: [REGISTRATION],
  tenantId: true,
  username: true,
  verified: true,
};
const PUBLIC_APPLICATION = {
  // This member belongs to the app, not to FusionAuth. It says whether a user must verify the address or the number
  // before a registration.
  data: { verifyFirst: true },
  id: true,
  name: true,
  passwordlessConfiguration: { emailLoginStrategy: true, enabled: true, phoneLoginStrategy: true },
  registrationConfiguration: { enabled: true, loginIdType: true },
  tenantId: true,
};
const ENABLED = { enabled: true };
const METHODS = { authenticator: ENABLED, email: ENABLED, sms: ENABLED };
const APPLICATION = {
  ...PUBLIC_APPLICATION,
  active: true,
  roles: [{ description: true, isDefault: true, name: true }],
  verificationStrategy: true,
  verifyRegistration: true,
};
const WRITTEN = {
  applicationId: true,
  data: true,
  preferredLanguages: true,
  roles: true,
  timezone: true,
  username: true,
};
const NEWCOMER = { email: true, firstName: true, lastName: true, username: true };

// Answers with the shapes above contain no ids or codes of verifications (they would make the mail unnecessary), no
// tokens, and no secrets of applications.
const RECORDS = { registration: REGISTRATION, user: USER };

/** The requests of all visitors. In production, add a captcha and a rate limit for each IP address. */
export const VISITORS = [
  { method: "GET", path: ["api", "application"], shows: { applications: [PUBLIC_APPLICATION] } },
  {
    // The kinds of methods that a user of the tenant can add for two-step login.
    method: "GET",
    path: ["api", "tenant", "id"],
    shows: { tenant: { id: true, multiFactorConfiguration: METHODS } },
  },
  {
    // Sign-up. The request cannot set roles or skip the verification, and the application must allow sign-ups.
    method: "POST",
    path: ["api", "user", "registration"],
    takes: {
      registration: { applicationId: true, preferredLanguages: true, timezone: true },
      user: { ...NEWCOMER, password: true, phoneNumber: true },
      verificationIds: [true],
    },
    shows: RECORDS,
    onlyOpen: true,
    first: claims,
  },
  {
    // Registration with another application: only for the user of the token.
    method: "POST",
    path: ["api", "user", "registration", "self"],
    takes: { registration: { applicationId: true, preferredLanguages: true, timezone: true } },
    shows: RECORDS,
    onlyOpen: true,
    first: isVerified,
  },
  ...STEPS,
];

/** The requests of operators. */
export const OPERATORS = [
  { method: "GET", path: ["api", "tenant"], shows: { tenants: [{ id: true, name: true }] } },
  { method: "GET", path: ["api", "application"], shows: { applications: [APPLICATION] } },
  { method: "GET", path: ["api", "user"], query: ["loginId"], shows: { user: USER } },
  { method: "GET", path: ["api", "user", "id"], shows: { user: USER } },
  {
    // An operator cannot set the password: the new user sets it with the link in a mail, and nobody else knows it.
    method: "POST",
    path: ["api", "user", "registration"],
    takes: { registration: WRITTEN, sendSetPasswordEmail: true, user: NEWCOMER },
    shows: RECORDS,
  },
  {
    method: "POST",
    path: ["api", "user", "registration", "id"],
    takes: { registration: { ...WRITTEN, id: true }, skipRegistrationVerification: true },
    shows: RECORDS,
  },
  { method: "GET", path: ["api", "user", "registration", "id", "id"], shows: RECORDS },
  {
    method: "PUT",
    path: ["api", "user", "registration", "id", "id"],
    takes: { registration: WRITTEN },
    shows: RECORDS,
  },
  {
    method: "PATCH",
    path: ["api", "user", "registration", "id", "id"],
    takes: { registration: WRITTEN },
    shows: RECORDS,
  },
  { method: "DELETE", path: ["api", "user", "registration", "id", "id"], shows: {} },
  {
    // An operator can verify the registration for the user, so this answer contains the id and the code.
    method: "PUT",
    path: ["api", "user", "verify-registration"],
    query: ["applicationId", "email", "sendVerifyRegistrationEmail"],
    shows: { oneTimeCode: true, verificationId: true },
  },
];

/** The rule for a request, and the ids in its path. */
export function find(rules, method, path) {
  const segments = path.split("/").slice(1);
  const fits = (name, index) =>
    name === "id" || name === "self" ? ID.test(segments[index]) : name === segments[index];
  const rule = rules.find(
    (rule) => rule.method === method && rule.path.length === segments.length && rule.path.every(fits),
  );
  return rule && { rule, ids: segments.filter((segment) => ID.test(segment)) };
}

/** Keeps only the members that the shape names. A missing member stays missing: it does not become an empty object. */
export function pick(value, shape) {
  if (shape === true || value === null || typeof value !== "object") return value;
  if (Array.isArray(shape)) return Array.isArray(value) ? value.map((element) => pick(element, shape[0])) : [];
  const members = Object.entries(shape).filter(([name]) => Object.hasOwn(value, name));
  return Object.fromEntries(members.map(([name, shape]) => [name, pick(value[name], shape)]));
}

/** Whether the gate manages registrations of an application. */
export const isManaged = (id) => typeof id === "string" && ID.test(id) && id !== FUSIONAUTH_ITSELF;
