// Compares our operations with the operations of the vendors' own clients.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const read = (path) => JSON.parse(readFileSync(join(import.meta.dirname, "..", path), "utf8"));
const { fusio, fusionauth } = read("docs/operations.json");
const OURS = { fusio, fusionauth };
/** Endpoints of the vendors' servers that the vendors' clients do not call. */
const WITHOUT_CLIENT = {
  // The token endpoint belongs to OAuth 2.0; the provider endpoint is from before Fusio 4.0.
  fusio: ["POST /authorization/token", "POST /consumer/provider/{}"],
  // FusionAuth documents these two for pages, which send the user's own token.
  fusionauth: ["POST /api/user/two-factor", "DELETE /api/user/two-factor"],
};

const shape = ({ method, path }) => `${method} ${path.replace(/\?.*/, "").replace(/\{.*?\}/g, "{}")}`;

for (const vendor of Object.keys(OURS)) {
  test(`${vendor}: the vendor's own client has all our operations, except those in WITHOUT_CLIENT`, () => {
    const theirs = new Set(read(`test-server/vendors/${vendor}.json`).map(shape));
    assert.ok(theirs.size > 40);
    const sent = OURS[vendor].filter(({ method }) => method);
    // For PUT and PATCH, FusionAuth's client does not put the application of a registration into the path.
    const known = (operation) => theirs.has(operation) || theirs.has(operation.replace(/\/\{\}$/, ""));
    const unknown = sent
      .map(shape)
      .filter((operation) => !known(operation) && !WITHOUT_CLIENT[vendor].includes(operation));
    assert.deepEqual(unknown, []);
    for (const operation of WITHOUT_CLIENT[vendor]) assert.ok(!theirs.has(operation), `the client has ${operation}`);
  });
}
