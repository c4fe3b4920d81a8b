// FusionAuth's own client from npm puts users into groups, and stores their consents.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { answered, client, empty, failed, makeUser, registered } from "./official-fusionauth.mjs";

test("the official client makes a group, and its members get the roles of the group", async () => {
  const { user, application } = await registered();
  const role = application.roles.find(({ name }) => name === "admin");
  const request = { group: { name: randomUUID() }, roleIds: [role.id] };
  const { group } = await answered(client.createGroup(undefined, request));
  assert.equal(group.roles[application.id][0].name, "admin");
  await answered(client.createGroupMembers({ members: { [group.id]: [{ userId: user.id }] } }));
  const login = { loginId: user.email, password: user.password, applicationId: application.id };
  const { token } = await answered(client.login(login));
  const { roles } = JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
  assert.deepEqual(roles.sort(), ["admin", "user"]);
  assert.equal((await answered(client.retrieveUser(user.id))).user.memberships[0].groupId, group.id);
  const renamed = await answered(client.patchGroup(group.id, { group: { name: `${group.name} 2` } }));
  assert.equal(renamed.group.name, `${group.name} 2`);
  await answered(client.updateGroup(group.id, request));
  assert.equal((await answered(client.retrieveGroup(group.id))).group.name, group.name);
  assert.ok((await answered(client.retrieveGroups())).groups.some(({ id }) => id === group.id));
  const other = await makeUser();
  await answered(client.updateGroupMembers({ members: { [group.id]: [{ userId: other.id }] } }));
  assert.deepEqual((await answered(client.retrieveUser(user.id))).user.memberships, []);
  await empty(client.deleteGroupMembers({ members: { [group.id]: [other.id] } }));
  await empty(client.deleteGroup(group.id));
  await failed(client.retrieveGroup(group.id), 404);
});

test("the official client stores, changes and revokes the consent of a user", async () => {
  const { id: userId } = await makeUser();
  const about = { name: randomUUID(), defaultMinimumAgeForSelfConsent: 13, values: ["Email"] };
  const { consent } = await answered(client.createConsent(undefined, { consent: about }));
  const userConsent = { consentId: consent.id, giverUserId: userId, userId, values: ["Email"] };
  const made = (await answered(client.createUserConsent(undefined, { userConsent }))).userConsent;
  assert.deepEqual([made.status, made.giverUserId, made.consent.name], ["Active", userId, about.name]);
  assert.deepEqual((await answered(client.retrieveUserConsents(userId))).userConsents, [made]);
  const patched = await answered(client.patchUserConsent(made.id, { userConsent: { data: { form: "3" } } }));
  assert.equal(patched.userConsent.data.form, "3");
  await answered(client.updateUserConsent(made.id, { userConsent: { ...userConsent, status: "Active" } }));
  await empty(client.revokeUserConsent(made.id));
  assert.equal((await answered(client.retrieveUserConsent(made.id))).userConsent.status, "Revoked");
  await failed(client.createUserConsent(undefined, { userConsent: { ...userConsent, values: ["Fax"] } }), 400);
});
