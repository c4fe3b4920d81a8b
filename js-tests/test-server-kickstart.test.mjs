// `matricula-test-server` reads kickstart files, and the files that they include, as the native server does.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";

import { program, project, readJson, rejection, repository, within } from "./support.mjs";
import { createTestServer, kept, startTestServer } from "./test-servers.mjs";

const FIXTURE = repository("test-server/tests/fixtures/kickstart/kickstart.json");
const { variables, apiKeys } = await readJson(FIXTURE);
const applicationId = variables["app.id"];
const ROLE = "reader";
process.env.READER_ROLE = ROLE;

/** Writes these files into a new folder; returns the path of the first file, with `/` as in messages. */
function files(contents) {
  const folder = mkdtempSync(join(project, "kickstart-"));
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
  return join(folder, Object.keys(contents)[0]).replaceAll("\\", "/");
}

/** A document with one request, which makes a user. */
const making = (email, password = "correct horse 1") =>
  JSON.stringify({ requests: [{ method: "POST", url: "/api/user", body: { user: { email, password } } }] });

const emails = async (url, send = fetch) =>
  (await (await send(`${url}/_test/users`)).json()).fusionauth.map(({ email }) => email);

/** Checks that the server has the user and the application of the fixture, with the texts of the included files. */
async function kicked({ url, fetch }) {
  const headers = { Authorization: apiKeys[0].key, "Content-Type": "application/json" };
  const answer = async (path, init) => (await fetch(url + path, { headers, ...init })).json();
  const text = (name) => readFileSync(join(dirname(FIXTURE), name), "utf8");
  const login = { loginId: variables.email, password: text("secret/password.txt"), applicationId };
  const { user } = await answer("/api/login", { method: "POST", body: JSON.stringify(login) });
  assert.deepEqual(user.registrations[0].roles, [ROLE]);
  const { application } = await answer(`/api/application/${applicationId}`);
  assert.equal(application.name, "Reader #{app.id}");
  assert.deepEqual(application.data, {
    text: text("texts/note.txt"),
    mixed: `${applicationId}: short!`,
    raw: "@{texts/short.txt}",
  });
}

test("a kickstart file includes texts and JSON, and uses environment variables", async () => {
  await kicked(await kept(createTestServer({ kickstart: FIXTURE })));
  await kicked(await kept(startTestServer({ kickstart: relative(process.cwd(), FIXTURE) })));
  await kicked(await kept(startTestServer({ args: ["--kickstart", FIXTURE] })));
});

test("a flag or the config file names the kickstart file; a path in the config file is relative to the config file", async () => {
  const folder = mkdtempSync(join(project, "program-"));
  cpSync(dirname(FIXTURE), join(folder, "kick"), { recursive: true });
  mkdirSync(join(folder, "config"));
  const config = join(folder, "config/config.json");
  writeFileSync(config, JSON.stringify({ server: { kickstart: "../kick/kickstart.json" } }));
  for (const args of [
    ["--kickstart", FIXTURE],
    ["--config", config],
  ]) {
    const { child, line, end } = program(args);
    try {
      const { url } = JSON.parse(await within(line, "the address"));
      await kicked({ url, fetch });
    } finally {
      child.kill();
    }
    assert.equal(await within(end, "the end"), 0);
  }
});

test("a reset uses the file as it was at the start; the next start reads it again", async () => {
  const file = files({ "kickstart.json": making("one@example.com") });
  const server = await kept(createTestServer({ kickstart: file }));
  writeFileSync(file, making("other@example.com"));
  await server.reset();
  assert.deepEqual(await emails(server.url, server.fetch), ["one@example.com"]);
  const next = await kept(createTestServer({ kickstart: file }));
  assert.deepEqual(await emails(next.url, next.fetch), ["other@example.com"]);
});

test("the error of a kickstart file names the file or the place in it, and never quotes its content", async () => {
  const failing = async (kickstart) => (await rejection(createTestServer({ kickstart }))).message;
  assert.equal(await failing("missing.json"), "kickstart: the file missing.json cannot be read: it does not exist");
  const broken = files({ "broken.json": '{\n"hunter2"' });
  assert.equal(await failing(broken), `kickstart: the file ${broken} is not valid JSON at line 2`);
  const latin1 = files({ "latin1.json": Buffer.from([0x22, 0xe9, 0x22]) });
  assert.equal(await failing(latin1), `kickstart: the file ${latin1} cannot be read: it is not UTF-8`);
  for (const [body, named] of await readJson(join(dirname(FIXTURE), "refused.json"))) {
    const file = files({
      "kickstart.json": JSON.stringify({ requests: [{ method: "POST", url: "/api/user", body }] }),
      "wrong.json": "hunter2",
      "itself.json": '["&{itself.json}"]',
    });
    const message = await failing(file);
    assert.ok(message.includes(named) && !message.includes("hunter2"), `${body}: ${message}`);
  }
});

test("a kickstart document that is an object cannot include files, but can use environment variables", async () => {
  process.env.NEW_EMAIL = "env@example.com";
  const server = await kept(createTestServer({ kickstart: JSON.parse(making("#{ENV.NEW_EMAIL}")) }));
  assert.deepEqual(await emails(server.url, server.fetch), ["env@example.com"]);
  const rule =
    "this document cannot include files, because it does not come from a file: start the server with the path of the " +
    "kickstart file, or put the content of the included file into the document";
  for (const kickstart of [
    JSON.parse(making("a@example.com", "@{password.txt}")),
    { requests: [{ method: "POST", url: "/api/user", body: "&{user.json}" }] },
  ]) {
    const { message } = await rejection(createTestServer({ kickstart }));
    assert.equal(message, `kickstart: requests[0]: ${rule}`);
  }
  const inConfig = await rejection(createTestServer({ config: { server: { kickstart: FIXTURE } } }));
  assert.equal(inConfig.message, "`server.kickstart` in the config is not allowed here: use the option `kickstart`");
});
