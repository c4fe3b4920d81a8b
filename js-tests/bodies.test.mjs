// Every operation that sends a request keeps all members of the request and of the answer. In JSON, it also keeps
// unknown members. This is tested for both clients, with the package and with a build by wasm-pack alone.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";

import { CLIENTS, calls, forms, operations, widened } from "./operations.mjs";
import { CLASSES, load, within } from "./support.mjs";

const raw = await import(pathToFileURL(join(CLASSES, "matricula.js")));
raw.initSync({ module: await readFile(join(CLASSES, "matricula_bg.wasm")) });
const BUILDS = { "": await load(), "built by wasm-pack alone, ": raw };
const STATUSES = {
  not_needed: 200,
  needed: 242,
  recorded: 200,
  signed_in: 200,
  not_registered: 202,
  password_change_required: 203,
  identity_unverified: 212,
  registration_unverified: 213,
  two_factor_required: 242,
};

/** The server keeps the last request in `seen`, and sends `answer`, which the test sets. */
let seen;
let answer;
const server = createServer(async (request, response) => {
  seen = {
    url: new URL(request.url, "http://localhost"),
    type: request.headers["content-type"],
    body: await text(request),
  };
  response.writeHead(answer.status ?? 200, { "Content-Type": "application/json" }).end(JSON.stringify(answer.body));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
after(() => server.close());
const baseUrl = `http://127.0.0.1:${server.address().port}`;

/** Whether a type has the members `status` and `response`. A value of another type is the body itself. */
const hasStatus = (type) => ["LoginOutcome", "LoginPingOutcome", "TwoFactorStatus"].includes(type);

/** The server's answer that makes a method return this value. */
const said = (type, given) =>
  hasStatus(type) ? { status: STATUSES[given.status], body: given.response } : { body: given };

const builds = Object.entries(BUILDS).flatMap(([build, classes]) => CLIENTS.map((name) => [build, classes, name]));
for (const [build, classes, name] of builds) {
  const client = new classes[name]({ baseUrl, apiKey: "key" });
  for (const operation of operations(name).filter(({ takesOptions }) => takesOptions)) {
    const call = (args) => within(client[operation.name](...args), operation.name);
    const given = forms(name, operation.answer);

    test(`${build}${name}: \`${operation.name}\` returns the whole answer`, async () => {
      const [args] = calls(name, operation, "x");
      for (const form of given) {
        const wide = hasStatus(operation.answer) ? { ...form, response: widened(form.response) } : widened(form);
        for (const whole of [form, wide]) {
          answer = said(operation.answer, whole);
          assert.deepEqual(await call(args), whole);
        }
      }
      assert.ok(given.length > 0 || operation.answer === "void");
    });

    test(`${build}${name}: \`${operation.name}\` sends the whole request`, async () => {
      answer = given.length > 0 ? said(operation.answer, given[0]) : {};
      for (const args of calls(name, operation, "x")) {
        await call(args);
        const request = args.find((value) => typeof value === "object");
        if (!request) {
          assert.equal(seen.body, "");
        } else if (seen.type?.endsWith("json")) {
          assert.deepEqual(JSON.parse(seen.body), request);
          const wide = args.map((value) => (value === request ? widened(value) : value));
          await call(wide);
          assert.deepEqual(JSON.parse(seen.body), widened(request));
        } else {
          const pairs = seen.body ? new URLSearchParams(seen.body) : seen.url.searchParams;
          const sent = Object.entries(request).flatMap(([name, value]) =>
            [value].flat().map((one) => [name, `${one}`]),
          );
          assert.deepEqual([...pairs].sort(), sent.sort());
        }
      }
    });
  }
}
