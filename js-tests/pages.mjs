// The tests of the package in pages of a real browser. The pages call servers on their own origin and on other origins.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, request as forward } from "node:http";
import { dirname, join } from "node:path";
import { json } from "node:stream/consumers";
import { after, test } from "node:test";

import { JITLESS, open } from "./browsers.mjs";
import { mediaType } from "./media.mjs";
import { decide, IDENTITY } from "./provider.mjs";
import {
  CLASSES,
  KICKSTART,
  readJson,
  readTranscript,
  repository,
  resolve,
  startRaw,
  startServer,
  within,
} from "./support.mjs";

const FOLDERS = {
  page: join(import.meta.dirname, "page"),
  package: dirname(resolve("matricula")),
  fixtures: repository("tests/fixtures"),
  pkg: CLASSES,
  server: dirname(KICKSTART),
};

/** `js` if the tests use the engine in JavaScript. Then all pages forbid WebAssembly. */
const ENGINE = process.env.MATRICULA_ENGINE;
/** If a policy forbids WebAssembly, the browser reports a violation when the package checks for WebAssembly. */
const VIOLATIONS = ENGINE === "js" ? ["script-src wasm-eval"] : [];

const server = await startServer("--kickstart", KICKSTART);
const transcript = await readTranscript();

/** `observer` answers with an account, but redirects one path. It records preflight requests in `preflights`. */
const preflights = [];
const observer = createServer((request, response) => {
  if (request.method === "OPTIONS")
    preflights.push({
      agent: request.headers["user-agent"],
      headers: request.headers["access-control-request-headers"],
    });
  const redirect = request.method === "GET" && request.url === "/authorization/whoami";
  response.writeHead(redirect ? 302 : 200, {
    ...(redirect && { Location: "/consumer/account" }),
    "Access-Control-Allow-Origin": "*",
    // Fewer headers than Fusio allows: the browser blocks a request with any other header.
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type",
    "Access-Control-Allow-Methods": "GET, POST, PUT",
    "Content-Type": "application/json",
  });
  response.end('{"id":1,"name":"observed"}');
});
/** `silent` answers only preflight requests. The pages can read the number of its waiting requests at `/waiting`. */
let waiting = 0;
const silent = createServer((request, response) => {
  if (request.method === "OPTIONS") {
    response
      .writeHead(200, {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Headers": "Authorization, Content-Type",
      })
      .end();
    return;
  }
  waiting += 1;
  response.once("close", () => (waiting -= 1));
});
/** Nothing listens on this port. */
const gone = await startRaw(() => {});
gone.server.close();

const reports = new Map();
const pages = createServer(async (incoming, response) => {
  const { pathname } = new URL(incoming.url, "http://localhost");
  const [, folder, ...path] = pathname.split("/");
  const name = path.join("/");
  if (folder === "report") {
    reports.get(name)?.(await json(incoming));
    response.end();
  } else if (folder === "api") {
    // Forwards requests to FusionAuth, so that pages reach it on their own origin.
    const { method, headers } = incoming;
    const outgoing = forward(server.url + incoming.url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(outgoing);
  } else if (pathname === "/waiting") {
    response.end(String(waiting));
  } else if (pathname === "/consent") {
    // The provider allows the login immediately, without a page.
    response.writeHead(302, { Location: await decide(server, incoming.url) }).end();
  } else {
    const file = FOLDERS[folder] && (await readFile(join(FOLDERS[folder], name)).catch(() => undefined));
    const apis = [server.url, address(observer), address(silent), gone.url].join(" ");
    const isStrict = ENGINE === "js" || name === "strict.html";
    const scripts = `script-src 'self'${isStrict ? "" : " 'wasm-unsafe-eval'"}`;
    response.writeHead(file ? 200 : 404, {
      "Content-Type": mediaType(name),
      "Content-Security-Policy": `default-src 'self'; ${scripts}; connect-src 'self' ${apis}`,
    });
    response.end(file);
  }
});
const address = (listening) => `http://127.0.0.1:${listening.address().port}`;
for (const listening of [observer, silent, pages]) {
  listening.listen(0, "127.0.0.1");
  await once(listening, "listening");
}
after(() => {
  for (const listening of [observer, silent, pages]) {
    listening.close();
    listening.closeAllConnections();
  }
});

/** Resets the server, opens a page, and returns the report from the page. */
async function visit(browser, page, query, settings) {
  await server.control("POST", "/reset");
  if (settings) await server.control("PATCH", "/settings", settings);
  const id = `${browser}-${page}-${query.entry}`;
  const reported = new Promise((resolve) => reports.set(id, resolve));
  const parameters = new URLSearchParams({
    id,
    api: server.url,
    control: server.controlUrl,
    observer: address(observer),
    silent: address(silent),
    gone: gone.url,
    ...query,
  });
  const tab = await open(browser, `${address(pages)}/page/${page}?${parameters}`);
  try {
    const gone = tab.gone.then(() => Promise.reject(new Error(`${browser} has ended early`)));
    return await within(Promise.race([reported, gone]), id, 300_000);
  } finally {
    await tab.close();
  }
}

/** The settings for `strict.html`: new users must confirm their addresses. */
const APPROVED = { fusio: { user_approval: true } };
/** The expected result of the steps in `strict.html`. */
const DONE = {
  message: "Registration successful",
  kind: "invalid_credentials",
  name: "strict-user",
  isNew: true,
};

/** The tests of `browser`. */
export function testPages(browser) {
  for (const entry of ["index.js", "web.js"]) {
    test(`${browser}, ${entry}: the tests of the package pass in a page`, async (context) => {
      const report = await visit(browser, "suite.html", { entry, browser });
      for (const { name, error } of report.results) {
        await context.test(`${name} (${browser}, ${entry})`, () => assert.equal(error, undefined));
      }
      assert.ok(report.results.length >= 10, `${report.results.length} tests ran`);
      assert.deepEqual(report.transcript, transcript, "the transcript of FusionAuth");
      const unsupported = Object.values(report.verdicts).filter((verdict) => verdict === "unsupported").length;
      context.diagnostic(
        `${browser} checked ${Object.keys(report.verdicts).length} tokens, ${unsupported} of them "unsupported"`,
      );
      assert.equal(unsupported > 0, !report.ed25519, "only algorithms that WebCrypto lacks are unsupported");
      assert.deepEqual([...new Set(report.violations)], VIOLATIONS, "the Content-Security-Policy");
    });
  }

  test(`${browser}: a login through a provider works with reload, back button and a second \`handleCallback\`; a forged answer is refused`, async () => {
    const identities = [{ ...IDENTITY, authorization_uri: `${address(pages)}/consent` }];
    const { steps, error } = await visit(browser, "login.html", { entry: "web.js" }, { fusio: { identities } });
    assert.equal(error, undefined);
    assert.equal(steps, 9);
  });

  for (const entry of ["index.js", "web.js"]) {
    test(`${browser}, ${entry}: a stored session is known before the engine loads, and without a session the engine is not loaded`, async () => {
      const { before, ...known } = await visit(browser, "known.html", { entry });
      const signedOut = { status: "signed_out", reason: "never_signed_in" };
      assert.deepEqual(known, { signedOut, signedIn: "signed_in", token: "token" });
      assert.equal(before, 0, "files of the engine");
    });
  }

  test(`${browser}: cookies of the page's origin do not affect a session`, async () => {
    const { variables } = await readJson(KICKSTART);
    const report = await visit(browser, "cookies.html", {
      entry: "web.js",
      apiKey: variables.apiKey,
      applicationId: variables.openApplicationId,
    });
    assert.equal(report.error, undefined);
    assert.deepEqual(report.users, { signedIn: "ann", cookie: "bob", refreshed: "ann", cookieAfter: "bob" });
  });

  const skip = ENGINE === "js" && "the output of wasm-pack is WebAssembly";
  test(`${browser}: a page uses the output of wasm-pack as it is`, { skip }, async () => {
    const report = await visit(browser, "wasm-pack.html", { entry: "pkg" }, { fusio: { user_approval: true } });
    assert.deepEqual(report, {
      fusio: { refused: "invalid_credentials", name: "ada", isSame: true },
      fusionAuth: { refused: "unsupported", username: "bob", roles: ["user"], gone: "not_found" },
    });
  });

  for (const entry of ["index.js", "web.js"]) {
    test(`${browser}, ${entry}: a page that forbids WebAssembly gets only the engine in JavaScript`, async () => {
      const { done, engines, hasWebAssembly } = await visit(browser, "strict.html", { entry }, APPROVED);
      assert.deepEqual(done, DONE);
      assert.deepEqual(engines, ["javascript.js"]);
      assert.ok(hasWebAssembly);
    });
  }

  test(`${browser}: if a page forbids WebAssembly, the ClientError of \`matricula/bundle\` says how to allow it`, async () => {
    const { done } = await visit(browser, "strict.html", { entry: "bundle.js" });
    assert.equal(done.kind, "unsupported");
    assert.match(done.message, /forbidden here: a Content-Security-Policy needs 'wasm-unsafe-eval'/);
  });

  test(`${browser}: the client never sets a User-Agent`, () => {
    const name = browser === "Chromium" ? "Chrome" : browser;
    assert.ok(preflights.length > 0);
    for (const { agent, headers } of preflights) {
      assert.ok(agent.includes(name), agent);
      assert.doesNotMatch(headers ?? "", /user-agent/i);
    }
  });
}

/** The test of a browser without WebAssembly. */
export function testWithoutWebAssembly() {
  test("a browser without WebAssembly gets the engine in JavaScript", async () => {
    const { done, engines, hasWebAssembly } = await visit(JITLESS, "strict.html", { entry: "index.js" }, APPROVED);
    assert.deepEqual(done, DONE);
    assert.deepEqual(engines, ["javascript.js"]);
    assert.ok(!hasWebAssembly);
  });
}
