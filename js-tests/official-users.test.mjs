// FusionAuth's own client from npm imports users, searches for users, and deactivates and deletes many users.

import assert from "node:assert/strict";
import { test } from "node:test";

import { answered, client, empty, failed, makeApplication, TENANT } from "./official-fusionauth.mjs";
import { newcomer } from "./support.mjs";

/** Imports two users with bcrypt hashes of the password `correct horse 1`; their addresses contain the `name`. */
async function imported() {
  const { id: applicationId } = await makeApplication();
  const { name } = newcomer();
  const user = (email, more) => ({
    email,
    tenantId: TENANT,
    encryptionScheme: "bcrypt",
    factor: 10,
    password: "jkZqNWyHTNlWWy85bzHxDVJ73oNzcZO",
    salt: "N9qo8uLOickgx2ZMRZoMye",
    registrations: [{ applicationId }],
    ...more,
  });
  const emails = [`1-${name}@example.com`, `2-${name}@example.com`];
  const users = [user(emails[0], { active: true }), user(emails[1])];
  await empty(client.importUsers({ users }));
  return { applicationId, name, emails };
}

test("the official client imports users, who log in with their old passwords if they are active", async () => {
  const { applicationId, emails } = await imported();
  const login = (loginId) => client.login({ loginId, password: "correct horse 1", applicationId });
  const { user } = await answered(login(emails[0]));
  assert.equal(user.email, emails[0]);
  const { logins } = await answered(client.retrieveUserRecentLogins(user.id, 0, 10));
  assert.deepEqual([logins.length, logins[0].applicationId, logins[0].loginId], [1, applicationId, emails[0]]);
  assert.deepEqual((await answered(client.retrieveRecentLogins(0, 1))).logins, logins);
  await failed(login(emails[1]), 423);
  const refusal = await failed(client.importUsers({ users: [{ email: emails[0], tenantId: TENANT }] }), 400);
  assert.deepEqual(Object.keys(refusal.fieldErrors), ["users[0].email"]);
});

test("the official client finds users by ids and by query strings, in order and in pages", async () => {
  const { name, emails } = await imported();
  const search = {
    queryString: `*${name}@*`,
    sortFields: [{ name: "email", order: "desc" }],
    startRow: 1,
    numberOfResults: 1,
  };
  const { total, users } = await answered(client.searchUsersByQueryString({ search }));
  assert.deepEqual([total, users.map(({ email }) => email)], [2, [emails[0]]]);
  const ids = await Promise.all(
    emails.map(async (email) => (await answered(client.retrieveUserByEmail(email))).user.id),
  );
  assert.equal((await answered(client.searchUsersByIds(ids))).total, 2);
  await failed(client.searchUsersByQueryString({ search: { queryString: "a OR b" } }), 400);
});

test("the official client deactivates and deletes many users", async () => {
  const { name, emails } = await imported();
  const { user } = await answered(client.retrieveUserByEmail(emails[0]));
  const ended = await answered(client.deactivateUsersByIds([user.id]));
  assert.deepEqual([ended.total, ended.hardDelete, ended.userIds], [1, false, [user.id]]);
  assert.equal((await answered(client.retrieveUser(user.id))).user.active, false);
  const request = { queryString: `email:*${name}@*`, hardDelete: true };
  assert.equal((await answered(client.deleteUsersByQuery({ ...request, dryRun: true }))).total, 2);
  assert.equal((await answered(client.deleteUsersByQuery(request))).total, 2);
  await failed(client.retrieveUser(user.id), 404);
});
