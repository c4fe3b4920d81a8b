// Visitors without a browser. The tests make the cookies of these visitors with the secret of the app.

import assert from "node:assert/strict";

import { Jar } from "./jar.mjs";

/** The seconds that an access token is valid. */
export const LIFETIME = 300;
/** The API route that returns the user. */
export const ME = "/api/me";

/** The refreshes that the server has received since the last call of `signedIn`, which empties the list of requests. */
export const refreshes = async ({ control, refresh }) =>
  (await control("GET", "/requests")).filter(({ method, path }) => method === refresh.method && path === refresh.path);

/** A visitor who signed in `seconds` ago, and the answer to the login. */
export async function signedIn(t, { control, sessions, login }, seconds = 0) {
  const jar = new Jar();
  const { now } = Date;
  const mocked = t.mock.method(Date, "now", () => now() - seconds * 1_000);
  const session = await sessions.open({ getAll: () => jar.getAll(), setAll: (list) => jar.setAll(list) });
  const tokens = await session.signIn(login);
  mocked.mock.restore();
  if (seconds > 0) await control("POST", "/clock", { advance_seconds: seconds });
  await control("DELETE", "/requests");
  return { jar, tokens };
}

/** Whether a cookie contains tokens. `matricula.over`, `matricula.try` and `matricula.trust` contain no tokens. */
export const hasTokens = ({ name }) => /^matricula(\.\d)?$/.test(name);

/** The cookies with tokens that an answer sets, and those that it deletes. */
export const setBy = ({ set }) => set.filter(({ name, maxAge }) => hasTokens({ name }) && maxAge > 0);
export const endedBy = ({ set }) => set.filter(({ name, maxAge }) => hasTokens({ name }) && maxAge === 0);

/** Whether the answer of a page, or of the API route, has the name of the user. */
export const showsUser = (text) => /\bada\S* is logged in|"name":"ada/.test(text);

/** Sends ten requests with one cookie whose token has expired. Checks that all are answered, with only one refresh. */
export async function inParallel(t, page) {
  const { app } = page;
  const { jar } = await signedIn(t, page, 2 * LIFETIME);
  const visitors = Array.from({ length: 10 }, () => jar.copy());
  const answers = await Promise.all(visitors.map((one, index) => one.fetch(app + (index % 2 ? ME : "/"))));
  assert.deepEqual(
    answers.map(({ status, text }) => [status, showsUser(text)]),
    answers.map(() => [200, true]),
  );
  for (const answer of answers) {
    assert.notEqual(setBy(answer).length, 0, "the answer sets no new cookie");
    assert.match(answer.headers.get("Cache-Control"), /private|no-store/);
  }
  assert.equal((await refreshes(page)).length, 1);
  // The old cookie still works, and so does the new one.
  for (const visitor of [jar, visitors[0]]) assert.equal((await visitor.fetch(app + ME)).status, 200);
  assert.equal((await refreshes(page)).length, 1);
}

/** The request of a form on a page of the origin `origin`; `site` is the value of the header `Sec-Fetch-Site`. */
export const form = (site, origin) => ({
  method: "POST",
  headers: { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": site, Origin: origin },
  body: "",
});
