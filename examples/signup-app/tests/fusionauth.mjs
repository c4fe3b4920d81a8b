// What the tests of the FusionAuth half share: an operator's client, users, and how one logs in.

import { FusionAuthClient } from "matricula";

import { API_KEY, APPLICATIONS, PASSWORD } from "../demo/tenants.mjs";
import { server, visit } from "./support.mjs";

export { APPLICATIONS, PASSWORD };

/** For what a test prepares and looks at behind the app's back. */
export const api = new FusionAuthClient({ baseUrl: server.url, apiKey: API_KEY });

let users = 0;

/** A new user, registered with an application or with none. */
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

/** Changes a `tenant` or an `application`, for which the package has no call. */
export async function change(kind, id, members) {
  const answer = await fetch(`${server.url}/api/${kind}/${id}`, {
    method: "PATCH",
    headers: { authorization: API_KEY, "content-type": "application/json" },
    body: JSON.stringify({ [kind]: members }),
  });
  if (!answer.ok) throw new Error(`the ${kind} is not changed: ${await answer.text()}`);
}

/** A new registered user's registration, as it is now. */
export const registration = async (userId, applicationId) =>
  (await api.retrieveRegistration(userId, applicationId)).registration;

const ENGLISH = { loginId: "E-mail address or user name", password: "Password", submit: "Log in" };
export const GERMAN = { loginId: "E-Mail-Adresse oder Benutzername", password: "Passwort", submit: "Anmelden" };

/** Types e-mail address and password, and sends them. */
export async function enter({ fill, press }, email, password = PASSWORD, words = ENGLISH) {
  await fill(words.loginId, email);
  await fill(words.password, password);
  await press(words.submit);
}

/** A page of an application's login, where somebody has typed the right password. */
export async function login(t, applicationId, email, options) {
  const hands = await visit(t, `/fusionauth/login/${applicationId}`, options);
  await enter(hands, email);
  return hands;
}

/** A page that is shown to an operator. */
export async function operator(t, path, options) {
  const hands = await visit(t, path, options);
  await hands.heading("Log in");
  await enter(hands, "admin@example.test");
  await hands.see("You are logged in.");
  return hands;
}

/** The newest mail to somebody, or the newest about something: its link, and its code if it has one. */
export async function mailTo(email, about = "") {
  const { links, text } = (await server.outbox(email)).filter(({ subject }) => subject.includes(about)).at(-1);
  return { link: links[0], code: /your code is (\w+)/.exec(text)?.[1] };
}
