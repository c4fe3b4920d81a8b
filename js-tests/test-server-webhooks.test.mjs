// `webhooks()` of `matricula-test-server` lists the events for webhooks, even events that the server does not send.

import assert from "node:assert/strict";
import { test } from "node:test";

import { KICKSTART, newcomer, readJson } from "./support.mjs";
import { createTestServer, kept, startTestServer } from "./test-servers.mjs";

const EVENT = "user.registration.create";
/** The server sends events only to addresses on this machine, so it sends nothing to this address. */
const url = "https://events.example/inbox";

/** A kickstart document with a webhook for new registrations. */
async function withWebhook() {
  const document = await readJson(KICKSTART);
  const webhook = { url, global: true, connectTimeout: 1000, readTimeout: 1000, eventsEnabled: { [EVENT]: true } };
  const events = { [EVENT]: { enabled: true, transactionType: "None" } };
  const tenant = { eventConfiguration: { events } };
  document.requests.push(
    { method: "POST", url: "/api/webhook", body: { webhook } },
    { method: "PATCH", url: "/api/tenant/#{FUSIONAUTH_TENANT_ID}", body: { tenant } },
  );
  return document;
}

for (const [name, make] of Object.entries({ createTestServer, startTestServer })) {
  test(`${name}: a server lists the events for webhooks`, async () => {
    const kickstart = await withWebhook();
    const { apiKey, linkApplicationId: applicationId } = kickstart.variables;
    const server = await kept(make({ kickstart }));
    const before = (await server.webhooks()).length;
    const { email, password } = newcomer();
    const answer = await server.fetch(`${server.url}/api/user/registration`, {
      method: "POST",
      headers: { Authorization: apiKey, "Content-Type": "application/json" },
      body: JSON.stringify({ user: { email, password }, registration: { applicationId } }),
    });
    assert.equal(answer.status, 200);
    const [delivery, ...more] = (await server.webhooks()).slice(before);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [delivery.type, delivery.url, delivery.outcome, delivery.status],
      [EVENT, url, "undelivered", null],
    );
    assert.equal(delivery.event.user.email, email);
    assert.equal(delivery.event.registration.applicationId, applicationId);
  });
}
