// Helpers that the tests for FusionAuth share: a client with the API key, users, settings, logins and mails.

import { FusionAuthClient } from "matricula";

import { API_KEY, APPLICATIONS, PASSWORD } from "../demo/tenants.mjs";
import { server, visit } from "./support.mjs";

export { APPLICATIONS, PASSWORD };

/** A client for the preparations and checks of a test. */
export const api = new FusionAuthClient({ baseUrl: server.url, apiKey: API_KEY });

let users = 0;

/** Creates a user. If `applicationId` is given, also registers the user with this application. */
export async function user(applicationId, { registration, skipVerification = true, ...more } = {}) {
  const email = `somebody-${process.pid}-${(users += 1)}@example.test`;
  const person = { email, password: PASSWORD, ...more };
  if (!applicationId) {
    const { applications } = await api.retrieveApplications();
    const tenantId = applications.find(({ id }) => id === APPLICATIONS.forum).tenantId;
    return { ...(await api.forTenant(tenantId).createUser(null, { user: person })).user, email };
  }
  const { user } = await api.createAndRegister(null, {
    user: person,
    registration: { applicationId, ...registration },
    skipVerification,
    skipRegistrationVerification: skipVerification,
  });
  return { ...user, email };
}

/** Changes settings of a `tenant` or an `application` with `fetch`: the package has no `PATCH` for them. */
export async function change(kind, id, members) {
  const answer = await fetch(`${server.url}/api/${kind}/${id}`, {
    method: "PATCH",
    headers: { authorization: API_KEY, "content-type": "application/json" },
    body: JSON.stringify({ [kind]: members }),
  });
  if (!answer.ok) throw new Error(`the ${kind} cannot be changed: ${await answer.text()}`);
}

/** The current registration of a user. */
export const registration = async (userId, applicationId) =>
  (await api.retrieveRegistration(userId, applicationId)).registration;

const ENGLISH = { loginId: "E-mail address or user name", password: "Password", submit: "Log in" };
export const GERMAN = { loginId: "E-Mail-Adresse oder Benutzername", password: "Passwort", submit: "Anmelden" };

/** Fills in the login form and sends it. */
export async function enter({ fill, press }, email, password = PASSWORD, words = ENGLISH) {
  await fill(words.loginId, email);
  await fill(words.password, password);
  await press(words.submit);
}

/** Opens an application's login and logs in with the correct password. */
export async function login(t, applicationId, email, options) {
  const hands = await visit(t, `/fusionauth/login/${applicationId}`, options);
  await enter(hands, email);
  return hands;
}

/** Opens a page of operators, and logs in there as an operator. */
export async function operator(t, path, options) {
  const hands = await visit(t, path, options);
  await hands.heading("Log in");
  await enter(hands, "admin@example.test");
  await hands.see("You are logged in.");
  return hands;
}

/** Reads an address's newest mail whose subject contains `about`. Returns its first link, and its code, if any. */
export async function mailTo(email, about = "") {
  const { links, text } = (await server.outbox(email)).filter(({ subject }) => subject.includes(about)).at(-1);
  return { link: links[0], code: /your code is (\w+)/.exec(text)?.[1] };
}
