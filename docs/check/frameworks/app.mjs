// Follows a page of the guide for a framework that renders on a server. Then tests the app of the page, for example
// that parallel requests make one refresh, that an outage logs nobody out, and that no token is in a page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { after, before, describe, test } from "node:test";

import { run } from "../../../js-tests/processes.mjs";
import { load } from "../../../js-tests/support.mjs";
import { launch } from "../browser.mjs";
import { follow } from "../follow/follow.mjs";
import { documents } from "../markdown.mjs";
import { testFusionAuth } from "./fusionauth.mjs";
import { folderForApps, installed } from "./installed.mjs";
import { FRAMEWORKS } from "./pages.mjs";
import { visit } from "./reader.mjs";
import { ADA } from "./user.mjs";
import { endedBy, form, hasTokens, inParallel, LIFETIME, ME, refreshes, showsUser, signedIn } from "./visitors.mjs";

const { FusioClient } = await load();
const { createServerSessions } = await load("matricula/server");

const TOOLS = process.env.MATRICULA_FRAMEWORKS;
const pages = new Map(documents().map((page) => [page.file, page]));

/** Follows a page; returns the addresses of its apps, and what the tests need to control its test server. */
async function start(file, folder) {
  const followed = await follow(pages.get(file), join(folder, "app"), installed([folder, TOOLS]));
  const control = async (method, path, body) => {
    const headers = { "Content-Type": "application/json" };
    const signal = AbortSignal.timeout(10_000);
    const answer = await fetch(`${followed.fusio}/_test${path}`, {
      method,
      headers,
      signal,
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return text === "" ? undefined : JSON.parse(text);
  };
  const [, secret] = readFileSync(join(followed.folder, ".env"), "utf8").match(/^SESSION_SECRET=(.+)$/m);
  const client = new FusioClient({ baseUrl: followed.fusio });
  const sessions = createServerSessions({ client, secret });
  await control("PATCH", "/settings", { fusio: { expire_token: LIFETIME } });
  const login = { username: ADA.name, password: ADA.password };
  return { ...followed, control, secret, sessions, login, refresh: { method: "PUT", path: "/consumer/login" }, client };
}

/** Tests the app of a page. */
export function testApp(file) {
  const { payload, readOnly, signOut = "/sign-out", types, fusionAuth } = FRAMEWORKS[file];
  describe(file, () => {
    let folder;
    let browser;
    let page;
    before(async () => {
      folder = await folderForApps(TOOLS, process.env.MATRICULA_PACKAGES.split(delimiter));
      page = await start(file, folder);
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await page?.stop();
    });

    test("a user can log in and out in every app that the page starts", async () => {
      for (const app of page.apps) await visit(browser, app);
    });

    test("ten requests with one cookie whose token has expired make one refresh", (t) => inParallel(t, page));

    test("an outage logs nobody out", async (t) => {
      const { app, control } = page;
      const { jar } = await signedIn(t, page, 2 * LIFETIME);
      t.after(() => control("DELETE", "/faults"));
      await control("POST", "/faults", { path: "/consumer/login", method: "PUT", status: 503, times: 100 });
      const api = await jar.fetch(app + ME);
      assert.equal(api.status, 503, api.text);
      const home = await jar.fetch(app);
      assert.match(home.text, /Please try again later/);
      assert.deepEqual([...endedBy(api), ...endedBy(home)], []);
      await control("DELETE", "/faults");
      const answer = await jar.fetch(app + ME);
      assert.deepEqual([answer.status, JSON.parse(answer.text)], [200, { name: ADA.name, email: ADA.email }]);
    });

    test("no token is in a page or in an answer", async (t) => {
      const { jar, tokens } = await signedIn(t, page);
      for (const { path, headers } of [{ path: "/" }, { path: ME }, ...(payload ? [payload] : [])]) {
        const { status, text } = await jar.fetch(page.app + path, { headers, redirect: "follow" });
        assert.equal(status, 200);
        assert.ok(showsUser(text), text);
        for (const token of [tokens.token, tokens.refresh_token]) {
          assert.equal(typeof token, "string");
          assert.ok(!text.includes(token), `${path} has a token`);
        }
      }
    });

    for (const [what, age] of Object.entries({ valid: 0, expired: 2 * LIFETIME })) {
      test(`a sign-out with a token that is ${what} ends the session; another site cannot end it`, async (t) => {
        const { app, client } = page;
        const { jar, tokens } = await signedIn(t, page, age);
        const stolen = jar.copy();
        const victim = jar.copy();
        const refused = await victim.fetch(app + signOut, form("cross-site", "https://evil.example"));
        assert.equal(refused.status, 403);
        assert.equal((await victim.fetch(app + ME)).status, 200);
        const answer = await jar.fetch(app + signOut, form("same-origin", app));
        assert.ok(answer.status < 400, answer.text);
        assert.deepEqual(jar.getAll().filter(hasTokens), []);
        for (const visitor of [jar, stolen]) assert.equal((await visitor.fetch(app + ME)).status, 401);
        await assert.rejects(client.account(tokens.token), { kind: "unauthorized" });
      });
    }

    test("a user who follows a link on another site is still logged in", async (t) => {
      const { jar } = await signedIn(t, page);
      const headers = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" };
      const { status, text } = await jar.fetch(page.app, { headers });
      assert.deepEqual([status, showsUser(text)], [200, true]);
    });

    if (types) {
      test("the scripts of the app have correct types", () => run(types, [], { cwd: page.folder, shell: true }));
    }

    if (readOnly) {
      test("a page that cannot set cookies does not refresh the tokens", async (t) => {
        const { jar } = await signedIn(t, page, 2 * LIFETIME);
        const { status, text, set } = await jar.fetch(page.app, { headers: readOnly });
        assert.equal(status, 200);
        assert.match(text, /Please try again later \(unsupported\)/);
        assert.deepEqual([set, await refreshes(page)], [[], []]);
        assert.equal((await jar.fetch(page.app + ME)).status, 200);
        assert.equal((await refreshes(page)).length, 1);
      });
    }

    if (fusionAuth) testFusionAuth(() => page, fusionAuth, signOut);
  });
}
