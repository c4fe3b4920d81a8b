// Objects of the package in the reactive state of frameworks.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isReactive, reactive, ref } from "vue";

import { load, rejection } from "./support.mjs";

const { FusioClient, FusionAuthClient, Session, TokenVerifier } = await load();

test("Vue's proxies, which Pinia and Alpine also use, do not wrap objects of the package", async (t) => {
  const options = { baseUrl: "http://127.0.0.1:9", fetch: async () => Response.json({ id: 1, name: "somebody" }) };
  const client = new FusioClient(options);
  const objects = {
    client,
    FusionAuthClient: new FusionAuthClient(options),
    session: new Session(client),
    verifier: new TokenVerifier({ secret: "x" }),
  };
  t.after(() => objects.session.close());
  const state = reactive(objects);
  for (const [name, object] of Object.entries(objects)) {
    assert.equal(state[name], object, name);
    assert.ok(!isReactive(ref(object).value), name);
  }
  assert.equal((await state.client.account("token")).name, "somebody");
  assert.equal((await state.FusionAuthClient.forTenant("t").retrieveTenants()).name, "somebody");
  assert.equal((await state.session.ready).status, "signed_out");
  assert.equal((await rejection(state.verifier.verify("x"))).kind, "invalid_token");
});

test("the clients, `Session` and `TokenVerifier` have a string tag with the name of their class", () => {
  for (const [name, Class] of Object.entries({ FusioClient, FusionAuthClient, Session, TokenVerifier }))
    assert.equal(Object.prototype.toString.call(Class.prototype), `[object ${name}]`);
});
