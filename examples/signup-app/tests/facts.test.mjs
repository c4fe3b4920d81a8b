// Measures the login page at a first visit, prints the figures, and checks their limits. Also checks the
// Content-Security-Policy.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

import { app, server, visit } from "./support.mjs";

/** The maximum size of all files of the first view together, compressed with brotli, in bytes. */
const TRANSFER = 160_000;
/** The maximum size of these files without compression, in bytes. The server of the test does not compress. */
const RAW = 520_000;
/** The maximum time until the form can be used, in milliseconds. It is long, because the machine may be busy. */
const INTERACTIVE = 5_000;

const compressed = (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

test("the login page is small and ready quickly, and the browser reports no errors", async (t) => {
  const { page, context, field } = await visit(t, null);
  const bodies = [];
  context.on("response", (response) => {
    if (response.url().startsWith(app.address))
      bodies.push(response.body().then((body) => ({ url: response.url(), body })));
  });
  // Records violations of the Content-Security-Policy, the longest task, and the time when the form can be used.
  await context.addInitScript(() => {
    globalThis.refused = [];
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      globalThis.refused.push(`${violatedDirective}: ${blockedURI}`),
    );
    globalThis.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
    }).observe({ type: "longtask", buffered: true });
    const until = (ready) =>
      globalThis.interactive ??
      (ready() ? (globalThis.interactive = performance.now()) : requestAnimationFrame(() => until(ready)));
    until(() => document.querySelector("form button[type=submit]"));
  });
  await server.control("DELETE", "/requests");
  const answer = await page.goto(`${app.address}/#/login`);
  const policy = answer.headers()["content-security-policy"];
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval|\*/);
  await field("Password").waitFor();
  await page.getByText("Continue with GitHub").waitFor();

  const { interactive, longest, refused, paint } = await page.evaluate(() => ({
    interactive: globalThis.interactive,
    longest: globalThis.longest,
    refused: globalThis.refused,
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
  }));
  const loaded = await Promise.all(bodies);
  const sum = (size) => loaded.reduce((total, { body }) => total + size(body), 0);
  const [raw, brotli] = [sum((body) => body.length), sum(compressed)];
  const calls = (await server.requests()).filter(({ method }) => method !== "OPTIONS");
  t.diagnostic(`transferred: ${raw} bytes in ${loaded.length} files, ${brotli} as brotli (limits ${RAW}, ${TRANSFER})`);
  for (const { url, body } of loaded)
    t.diagnostic(`  ${new URL(url).pathname}: ${body.length}, brotli ${compressed(body)}`);
  t.diagnostic(
    `interactive after ${Math.round(interactive)} ms (limit ${INTERACTIVE}), first paint after ${Math.round(paint)} ms, longest task ${Math.round(longest)} ms`,
  );
  t.diagnostic(`calls of the API: ${calls.length}`);
  assert.ok(raw <= RAW && brotli <= TRANSFER, "the page is too large");
  assert.ok(interactive <= INTERACTIVE, "the page is too slow");
  assert.deepEqual(refused, []);
  assert.equal(
    loaded.filter(({ url }) => /fusionauth/i.test(url)).length,
    0,
    "the part for FusionAuth is loaded only when it is needed",
  );
});

test("the Content-Security-Policy blocks an inline script", async (t) => {
  const { page, heading, complaints } = await visit(t, "/login");
  await heading("Log in");
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.ran = true";
    document.body.append(script);
    return globalThis.ran === true;
  });
  assert.equal(ran, false);
  assert.match(complaints.splice(0).join(), /Content Security Policy/);
});
