// The pages of the test server: the mailbox, also with hostile mails, and the other pages.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fits, PATIENCE, PHONE, picture } from "./browser.mjs";
import { good, mailedLink, newcomer, server, visit } from "./support.mjs";

const HOSTILE = `<h1>Hello {name}</h1><script>document.body.textContent = "taken over"</script>
  <img src="missing" onerror="document.body.textContent = 'taken over'">
  <meta http-equiv="refresh" content="0;url={apps_url}/elsewhere">
  <form action="{apps_url}/elsewhere"><button>Send</button></form>
  <a href="{apps_url}/activate/{token}">Activate</a> <a href="javascript:document.write('taken over')">Trap</a>`;

/** Registers a user, who gets a mail. */
async function register() {
  const person = newcomer();
  const headers = { "content-type": "application/json" };
  await fetch(`${server.url}/consumer/register`, { method: "POST", headers, body: JSON.stringify(person) });
  return person;
}

test("the pages of the server are accessible in light and dark colours, and fit a phone", async (t) => {
  await server.reset();
  await register();
  const provider = new URLSearchParams({ client_id: "demo", redirect_uri: `${server.url}/`, response_type: "code" });
  const pages = [
    ["start", "/", "matricula test server"],
    ["mailbox", "/_test/mailbox", "Mailbox"],
    ["mailbox-empty", "/_test/mailbox?to=nobody@example.com", "Mailbox"],
    ["mail", "/_test/mailbox/1", "Fusio registration"],
    ["mail-missing", "/_test/mailbox/2", "There is no such mail"],
    ["consent", `/_test/provider/openid/authorize?${provider}`, "Log in with the test provider (openid)"],
  ];
  const { page, heading } = await visit(t, null);
  for (const [name, path, title] of pages) {
    await page.goto(server.url + path);
    await heading(title);
    await good(page, name);
    await picture(page, `server/${name}`);
    await page.setViewportSize(PHONE);
    assert.ok(await fits(page), name);
    await picture(page, `server/${name}-phone`);
    await page.setViewportSize({ width: 1100, height: 900 });
  }
});

test("from the start page, the keyboard reaches the link in a mail, and the link opens a new tab", async (t) => {
  await server.reset();
  const person = await register();
  const { context, page, heading, focused } = await visit(t, null);
  await page.goto(`${server.url}/`);
  const next = async (name) => {
    for (let presses = 0; (await focused()) !== name; presses += 1) {
      assert.ok(presses < 12, `the keyboard does not reach ${name}; the focus is on ${await focused()}`);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
  };
  await next("a Mailbox");
  await heading("Mailbox");
  await next("a Fusio registration");
  await heading("Fusio registration");
  const link = await mailedLink(person.email);
  const opens = context.waitForEvent("page");
  await next(`a ${link}`);
  const outside = await opens;
  await outside.waitForURL(link);
  assert.equal(await outside.evaluate(() => globalThis.opener), null);
});

for (const browser of ["Chromium", "Firefox"]) {
  test(`a hostile mail cannot run scripts in ${browser}, and its links open in a new tab`, async (t) => {
    await server.reset();
    await server.control("PATCH", "/settings", { fusio: { mail_register_body: HOSTILE } });
    const person = await register();
    const { context, page, complaints } = await visit(t, null, { browser });
    await page.goto(`${server.url}/_test/mailbox?to=${encodeURIComponent(person.email)}`);
    await page.locator(".mails a").click();
    const mail = page.frameLocator("iframe");
    await mail.getByRole("heading", { name: `Hello ${person.name}` }).waitFor();
    await mail.getByRole("button", { name: "Send" }).click();
    const opens = context.waitForEvent("page");
    await mail.getByRole("link", { name: "Trap" }).click();
    await mail.getByRole("link", { name: "Activate" }).click();
    // Firefox can open an empty tab for the hostile link. So a new tab alone proves nothing, and the test waits for the
    // request of the valid link.
    const until = Date.now() + PATIENCE;
    const asked = async (part) => (await server.requests()).some(({ path }) => path.includes(part));
    while (!(await asked("/activate/"))) assert.ok(Date.now() < until, "the valid link does not work");
    await opens;
    assert.match(await mail.locator("body").innerText(), new RegExp(`Hello ${person.name}`));
    const alone = await context.newPage();
    await alone.goto(`${server.url}/_test/mailbox/1/html`);
    assert.match(await alone.locator("body").innerText(), new RegExp(`Hello ${person.name}`));
    assert.ok(!(await asked("elsewhere")), "the mail has made a request");
    // The browser has logged the scripts and requests that it blocked. These complaints are expected.
    complaints.length = 0;
  });
}
