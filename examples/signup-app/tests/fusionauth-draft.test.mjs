// The bodies that change or restore a registration, and the errors in the text of `data`.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { runnerImport } from "vite";

const load = async (file) => (await runnerImport(join(import.meta.dirname, "../src/fusionauth", file))).module;
const { draftOf, effects, patchBody, putBody, undoBody } = await load("draft.ts");
const { readData } = await load("json.ts");

const applicationId = "85a03867-dccf-4882-adde-1a79aeec50df";
const before = {
  applicationId,
  id: "00000000-0000-0002-0000-000000000000",
  insertInstant: 1,
  verified: true,
  username: "countess",
  roles: ["community_helper", "user"],
  preferredLanguages: ["en", "fr"],
  timezone: "Europe/London",
  data: { name: "Ada", list: [1, 2], deep: { weekly: true, topics: ["a"] } },
};
const bodies = (change) => {
  const draft = { ...draftOf(before), ...change };
  const { data } = readData(draft.data);
  const [put, patch] = [putBody(applicationId, draft, data), patchBody(before, draft, data)];
  const effect = Object.fromEntries(
    effects(before, put, patch).map(({ member, put, patch }) => [member, `${put} ${patch}`]),
  );
  // Objects in the patch's `data` have no prototype, and `deepEqual` would report this difference. JSON makes them
  // ordinary objects.
  return { put: put.registration, patch: JSON.parse(JSON.stringify(patch.registration)), effect };
};

test("if the form is unchanged, the body of PUT has the old values, and the body of PATCH changes nothing", () => {
  const { put, patch, effect } = bodies({});
  const { id, insertInstant, verified, ...written } = before;
  assert.deepEqual(put, written);
  assert.deepEqual(patch, { applicationId });
  assert.deepEqual(new Set(Object.values(effect)), new Set(["kept kept"]));
});

test("both bodies set the changed members, and the body of PATCH changes no other members", () => {
  const { put, patch, effect } = bodies({ username: " lady ", preferredLanguages: "de,  en" });
  assert.equal(put.username, "lady");
  assert.deepEqual(patch, { applicationId, username: "lady", preferredLanguages: ["de", "en"] });
  assert.equal(effect.username, "set set");
  assert.equal(effect.roles, "kept kept");
});

test("the body of PUT leaves out the emptied members, and the body of PATCH clears them", () => {
  const { put, patch, effect } = bodies({ username: " ", timezone: "", roles: [], preferredLanguages: ",", data: "" });
  assert.deepEqual(put, { applicationId });
  assert.deepEqual(patch, {
    applicationId,
    username: null,
    timezone: null,
    roles: [],
    preferredLanguages: [],
    data: { name: null, list: null, deep: null },
  });
  assert.deepEqual(new Set(Object.values(effect)), new Set(["cleared cleared"]));
});

test("in the body of PATCH, data has only the differences, at any depth", () => {
  const data = { list: [1, 3], deep: { topics: ["a"], weekly: false, more: {} }, name: "Ada" };
  assert.deepEqual(bodies({ data: JSON.stringify(data) }).patch, {
    applicationId,
    data: { list: [1, 3], deep: { weekly: false, more: {} } },
  });
  const odd = bodies({
    data: `{"name": "Ada", "list": [1, 2], "deep": {"weekly": true, "topics": ["a"]}, "__proto__": {"x": 1}}`,
  });
  assert.equal(JSON.stringify(odd.patch), `{"applicationId":"${applicationId}","data":{"__proto__":{"x":1}}}`);
});

test("a member of data may have the name of a member that every object inherits", () => {
  const named = { ...before, data: { constructor: "a", valueOf: 1 } };
  const bodyFor = (data) => patchBody(named, draftOf(named), JSON.parse(data)).registration.data;
  assert.deepEqual({ ...bodyFor("{}") }, { constructor: null, valueOf: null });
  assert.equal(JSON.stringify(bodyFor(`{"constructor": "a", "valueOf": 1, "__proto__": {}}`)), `{"__proto__":{}}`);
});

test("roles in another order are the same roles", () => {
  assert.deepEqual(bodies({ roles: ["user", "community_helper"] }).patch, { applicationId });
});

test("a deleted registration is restored with its id, and is verified if it was verified before", () => {
  const { insertInstant, verified, ...kept } = before;
  assert.deepEqual(undoBody(before), { registration: kept, skipRegistrationVerification: true });
  assert.deepEqual(undoBody({ applicationId }), {
    registration: { applicationId },
    skipRegistrationVerification: false,
  });
});

test("data must be empty or a JSON object, and a syntax error has a line and a column if the JavaScript engine reports them", () => {
  assert.deepEqual(readData(" "), { data: {} });
  assert.deepEqual(readData(`{"a": [1]}`), { data: { a: [1] } });
  assert.deepEqual(readData(`{"a": 1,\n "b" 2}`), { fault: "syntax", line: 2, column: 6 });
  assert.equal(readData(`{"a": `).fault, "syntax");
  for (const text of ["[]", "null", "3", `"text"`]) assert.deepEqual(readData(text), { fault: "object" });
});
