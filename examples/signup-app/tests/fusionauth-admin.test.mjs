// The administration of registrations: every page, its errors, and use with only the keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, PHONE, tabTo } from "./browser.mjs";
import { APPLICATIONS, api, enter, GERMAN, mailTo, operator, PASSWORD, registration, user } from "./fusionauth.mjs";
import { fault, good, server, visit } from "./support.mjs";

const FULL = {
  username: "countess",
  roles: ["user", "community_helper"],
  preferredLanguages: ["en", "fr"],
  timezone: "Europe/London",
  data: { name: "Ada", list: [1, 2], deep: { weekly: true } },
};

/** Creates a user whose registration has all fields of the form, and opens the page to edit this registration. */
async function editing(t, options) {
  const { id, email } = await user(APPLICATIONS.forum, { registration: FULL });
  const hands = await operator(t, `/fusionauth/admin/registration/${id}.${APPLICATIONS.forum}`, options);
  await hands.heading("Edit a registration");
  const body = (name) => hands.page.getByRole("region", { name }).textContent();
  const json = async (name) => JSON.parse((await body(name)).split("\n\n")[1]).registration;
  return {
    ...hands,
    id,
    email,
    body,
    put: () => json("Body of the PUT request"),
    patch: () => json("Body of the PATCH request"),
    effect: (member) =>
      hands.page
        .getByRole("row", { name: new RegExp(`^${member}`) })
        .getByRole("cell")
        .allTextContents(),
    now: () => registration(id, APPLICATIONS.forum),
  };
}

const card = (page, name) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name }) });

test("a user who is not an operator gets a notice, and can log in as another user", async (t) => {
  const hands = await visit(t, "/fusionauth/admin");
  await hands.heading("Log in");
  await enter(hands, "lovelace@example.test");
  await hands.see("you are not an administrator");
  await good(hands.page, "not an operator");
  await hands.press("Log in as another user");
  await hands.heading("Log in");
  await hands.see("You are logged out.");
  await enter(hands, "admin@example.test");
  await hands.heading("Registrations");
});

test("an operator searches by name and by address in a tenant", async (t) => {
  const { page, heading, see, field, follow, focused } = await operator(t, "/fusionauth/admin");
  await heading("Registrations");
  await field("Tenant").waitFor();
  await good(page, "search");
  await field("Tenant").focus();
  await page.keyboard.type("Club");
  await page.keyboard.press("Tab");
  await page.keyboard.type("ada");
  await page.keyboard.press("Enter");
  await see("No user found for ada in this tenant.");
  await good(page, "no user found");
  assert.equal(await field("Tenant").locator("option:checked").textContent(), "Club", "the choice stays");
  await fault("GET", "/api/user", 503, { times: 3 });
  await page.keyboard.press("Enter");
  await see("The server has a problem");
  assert.equal(await page.getByText("No user found").count(), 0);
  assert.equal(await field("Tenant").locator("option:checked").textContent(), "Club", "an error keeps the tenant");
  assert.equal(await field("E-mail address or user name").inputValue(), "ada");
  await field("Tenant").selectOption("Default");
  await field("E-mail address or user name").fill(" lovelace@example.test ");
  await page.keyboard.press("Enter");
  await heading("Ada Lovelace");
  assert.equal(await focused(), "h1 Ada Lovelace");
  await see("countess");
  await good(page, "user");
  await follow("Back to search");
  await heading("Registrations");
});

test("a patch sends only the differences", async (t) => {
  const { page, fill, field, press, see, patch, put, effect, now, email } = await editing(t);
  const { applicationId } = await now();
  assert.deepEqual(await patch(), { applicationId });
  await good(page, "edit");
  await fill("Display name", "lady");
  await fill("Time zone", "");
  await field("community_helper").uncheck();
  assert.deepEqual(await patch(), { applicationId, username: "lady", timezone: null, roles: ["user"] });
  assert.deepEqual(Object.keys(await put()).sort(), [
    "applicationId",
    "data",
    "preferredLanguages",
    "roles",
    "username",
  ]);
  assert.deepEqual(await effect("Display name"), ["is set", "is set"]);
  assert.deepEqual(await effect("Time zone"), ["is cleared", "is cleared"]);
  assert.deepEqual(await effect("Data"), ["stays", "stays"]);
  assert.deepEqual(await effect("Fields that this page does not show"), ["stays", "is cleared"]);
  // Another operator changes the registration at the same time.
  await api.mergePatchRegistration(
    (await api.forTenant((await api.retrieveApplication(applicationId)).application.tenantId).findUser({ email })).user
      .id,
    {
      registration: { applicationId, preferredLanguages: ["de"] },
    },
  );
  await press("Save");
  await see("The registration has been saved.");
  const { username, timezone, roles, preferredLanguages, data } = await now();
  assert.deepEqual(
    { username, timezone, roles, preferredLanguages, data },
    {
      username: "lady",
      timezone: undefined,
      roles: ["user"],
      preferredLanguages: ["de"],
      data: FULL.data,
    },
  );
  const sent = (await server.requests()).filter(({ method }) => method === "PATCH" || method === "PUT").at(-1);
  assert.equal(sent.method, "PATCH");
});

test("a replacement sends all fields, and overwrites changes of other operators", async (t) => {
  const { fill, field, press, see, now, id } = await editing(t);
  const { applicationId } = await now();
  await fill("Data", `{"name": "Ada", "list": []}`);
  await api.mergePatchRegistration(id, { registration: { applicationId, preferredLanguages: ["de"] } });
  await field("Replace all (PUT)").check();
  await press("Save");
  await see("The registration has been saved.");
  const { preferredLanguages, data, username } = await now();
  assert.deepEqual(
    { preferredLanguages, data, username },
    { preferredLanguages: ["en", "fr"], data: { name: "Ada", list: [] }, username: "countess" },
  );
});

test("invalid JSON in the data is not sent, and the error names the line and the column", async (t) => {
  const { page, field, fill, press, see, complaint, focused, now, body } = await editing(t);
  const before = await now();
  await field("Replace all (PUT)").check();
  await fill("Data", `{"name": "Ada",\n "list" 2}`);
  await see("This is not valid JSON. Check line 2, column 9.");
  assert.equal(await body("Body of the PUT request"), "Correct the data first.");
  await good(page, "data that is not JSON");
  await press("Save");
  assert.equal(await complaint("Data"), "This is not valid JSON. Check line 2, column 9.");
  assert.match(await focused(), /Data/);
  await see("A JSON object.");
  await fill("Data", "[1]");
  assert.equal(await field("Data").getAttribute("aria-invalid"), "false", "the error was about the old text");
  await see("This must be an object");
  await press("Save");
  assert.equal(await complaint("Data"), "This must be an object: { … }.");
  assert.deepEqual(await now(), before);
  assert.ok(await field("Replace all (PUT)").isChecked(), "the choice stays");
  await fill("Data", "{}");
  await press("Save");
  await see("The registration has been saved.");
  assert.deepEqual((await now()).data, {});
});

test("errors of the server are shown at their fields", async (t) => {
  const { page, id, fill, press, see, complaint, focused } = await editing(t);
  await fill("Time zone", "Mars/Olympus");
  await fill("Display name", "x".repeat(200));
  await press("Save");
  assert.equal(await complaint("Display name"), "This is too long.");
  assert.equal(await complaint("Time zone"), "This is not valid.");
  assert.match(await focused(), /Display name/, "the focus moves to the first error");
  await good(page, "a refused registration");
  await api.deleteRegistration(id, APPLICATIONS.forum);
  await fill("Time zone", "");
  await fill("Display name", "x");
  await press("Save");
  await see("We could not find that.");
});

test("an error about an unknown role is shown at the roles", async (t) => {
  const { page, field, press, see } = await editing(t);
  await field("admin").check();
  await field("admin").evaluate((input) => (input.value = "emperor"));
  await press("Save");
  await see("This is not valid.");
  assert.equal(await field("admin").getAttribute("aria-invalid"), "true");
  await good(page, "refused roles");
});

test("a registration is edited, deleted and restored with only the keyboard", async (t) => {
  const hands = await editing(t);
  const { page, see, focused, now } = hands;
  const { keyboard } = page;
  await tabTo(hands, "input community_helper");
  await keyboard.press("Space");
  await tabTo(hands, "input Display name");
  await keyboard.press("End");
  await keyboard.type(" of Lovelace");
  await tabTo(hands, "textarea Data");
  await tabTo(hands, "input Change only what differs (PATCH)");
  await keyboard.press("ArrowDown");
  assert.equal(await focused(), "input Replace all (PUT)");
  await tabTo(hands, "button Save");
  await keyboard.press("Enter");
  await see("The registration has been saved.");
  await page.locator("h1:focus").filter({ hasText: hands.email }).waitFor();
  const before = await now();
  assert.deepEqual([before.username, before.roles], ["countess of Lovelace", ["user"]]);
  await tabTo(hands, "button Delete");
  await keyboard.press("Space");
  await see("has been deleted.");
  await tabTo(hands, "button Undo");
  await keyboard.press("Enter");
  await see("has been restored.");
  assert.equal(await focused(), "h2 Registrations", "the button has disappeared, and the focus has moved");
  assert.deepEqual((await now()).id, before.id);
});

test("the page to edit a registration fits a phone", async (t) => {
  const { page } = await editing(t, { viewport: PHONE });
  assert.ok(await fits(page));
});

test("a deleted registration is restored with all its fields, except the dates", async (t) => {
  const { id } = await user(APPLICATIONS.forum, { registration: FULL });
  const before = await registration(id, APPLICATIONS.forum);
  const { page, see, press, focused } = await operator(t, `/fusionauth/admin/user/${id}`);
  await card(page, "Forum").getByRole("button", { name: "Delete" }).waitFor();
  await fault("GET", `/api/user/${id}`, 503, { times: 3 });
  await press("Delete");
  await see("The server has a problem");
  await press("Try again");
  await see("The registration with “Forum: verification by link” has been deleted.");
  assert.match(await focused(), /has been deleted/, "the focus is on the notice with the undo button");
  await see("This user is not registered with any application.");
  await good(page, "deleted");
  await assert.rejects(registration(id, APPLICATIONS.forum), { kind: "not_found" });
  await press("Undo");
  await see("has been restored.");
  await card(page, "Forum").waitFor();
  const { insertInstant, lastUpdateInstant, verifiedInstant, ...after } = await registration(id, APPLICATIONS.forum);
  const { insertInstant: _, lastUpdateInstant: __, verifiedInstant: ___, ...kept } = before;
  assert.deepEqual(after, kept);
});

test("a new registration gets the default roles of its application, or the chosen roles", async (t) => {
  const { id } = await user();
  const { page, see, follow, heading, press, tick, fill } = await operator(t, `/fusionauth/admin/user/${id}`);
  await see("This user is not registered with any application.");
  await follow("Bank: verification by code, gated");
  await heading("Register a user");
  await good(page, "register");
  await press("Register");
  await see("The user has been registered.");
  assert.deepEqual((await registration(id, APPLICATIONS.bank)).roles, ["customer"]);
  await follow("Library: sign up, then verification by link, gated");
  await tick("librarian");
  await fill("Data", `{"shelf": 3}`);
  await press("Register");
  await see("The user has been registered.");
  const { roles, data } = await registration(id, APPLICATIONS.library);
  assert.deepEqual({ roles, data }, { roles: ["librarian"], data: { shelf: 3 } });
});

test("if another operator creates the registration while the page is open, the page shows an error", async (t) => {
  const { id } = await user();
  const { press, see, heading } = await operator(t, `/fusionauth/admin/registration/${id}.${APPLICATIONS.bank}`);
  await heading("Register a user");
  await api.register(id, { registration: { applicationId: APPLICATIONS.bank } });
  await press("Register");
  await see("This is already in use.");
});

test("an operator verifies a registration, or sends the mail again", async (t) => {
  for (const [application, options] of [["bank"], ["library", { viewport: PHONE }]]) {
    const { id, email } = await user(APPLICATIONS[application], { skipVerification: false });
    const { page, press, see } = await operator(t, `/fusionauth/admin/user/${id}`, options);
    const place = (name) => page.getByRole("button", { name }).boundingBox();
    const mails = (await server.outbox(email)).length;
    await press("Send the e-mail again");
    await see(`We have sent the e-mail to ${email}.`);
    assert.equal((await server.outbox(email)).length, mails + 1);
    const pressed = await place("Verify now");
    await press("Verify now");
    await see("The registration has been verified.");
    await page.getByRole("button", { name: "Verify now" }).waitFor({ state: "detached" });
    const danger = await place("Delete");
    assert.ok(
      danger.x > pressed.x + pressed.width || danger.y > pressed.y + pressed.height,
      "the button to delete does not move under the pointer",
    );
    assert.equal((await registration(id, APPLICATIONS[application])).verified, true);
    assert.equal((await server.outbox(email)).length, mails + 1, "a verification sends no mail");
  }
});

test("an operator registers a new user without a password", async (t) => {
  const email = `made-${process.pid}@example.test`;
  const { page, see, follow, field, fill, press, heading, tick, complaint } = await operator(t, "/fusionauth/admin");
  await field("Tenant").selectOption("Default");
  await fill("E-mail address or user name", email);
  await press("Search");
  await see(`No user found for ${email}`);
  await follow("Register a new user");
  await heading("Register a new user");
  await field("Application").selectOption("Library: sign up, then verification by link, gated");
  await good(page, "new user");
  await fill("E-mail address", "lovelace@example.test");
  await press("Register a new user");
  assert.equal(await complaint("E-mail address"), "This is already in use.");
  await good(page, "a refused new user");
  await fill("E-mail address", email);
  await fill("First name (optional)", "Mary");
  await tick("librarian");
  await press("Register a new user");
  await see(`We have sent an e-mail to ${email} to set a password.`);
  await heading("Mary");
  await page.goto((await mailTo(email, "Set your password")).link);
  await heading("Set a new password");
});

test("the page of a user has a button to try again, and says that the browser is offline", async (t) => {
  const { id } = await user(APPLICATIONS.forum);
  await fault("GET", `/api/user/${id}`, 503, { times: 3 });
  const { page, context, see, press } = await operator(t, `/fusionauth/admin/user/${id}`);
  await see("The server has a problem");
  await good(page, "a user that cannot be loaded");
  await press("Try again");
  await see(id);
  await context.setOffline(true);
  await see("You are offline.");
  await press("Delete");
  await see("The server cannot be reached.");
  await good(page, "offline");
  await context.setOffline(false);
  assert.equal((await registration(id, APPLICATIONS.forum)).applicationId, APPLICATIONS.forum);
});

test("the pages of an unknown user or application have a link to the search", async (t) => {
  const nobody = "00000000-0000-0000-0000-0000000000ff";
  const { page, see, follow, heading } = await operator(t, `/fusionauth/admin/user/${nobody}`);
  await see("We could not find that.");
  const { id } = await user(APPLICATIONS.forum);
  await page.goto(`${page.url().split("#")[0]}#/fusionauth/admin/registration/${id}.${nobody}`);
  await see("Application not found in this tenant.");
  await follow("Back to search");
  await heading("Registrations");
});

test("after the end of a session, the user logs in again and returns to the same page", async (t) => {
  const { id, email } = await user(APPLICATIONS.forum);
  const hands = await operator(t, `/fusionauth/admin/user/${id}`);
  await hands.heading(email);
  await api.revokeRefreshTokens({ applicationId: APPLICATIONS.forum });
  await server.control("POST", "/clock", { advance_seconds: 3601 });
  await hands.press("Delete");
  await hands.see("Your session has expired.");
  await enter(hands, "admin@example.test");
  await hands.heading(email);
  assert.equal((await registration(id, APPLICATIONS.forum)).applicationId, APPLICATIONS.forum, "nothing is deleted");
});

test("the browser never gets the API key", async (t) => {
  const { page, heading } = await operator(t, "/fusionauth/admin");
  await heading("Registrations");
  const key = (await api.retrieveTenants()) && (await import("../demo/tenants.mjs")).API_KEY;
  const sources = await page.evaluate(async () => {
    const urls = performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => /\.(js|css|html)$/.test(name));
    const texts = await Promise.all(urls.map(async (url) => (await fetch(url)).text()));
    return [document.documentElement.outerHTML, JSON.stringify({ ...localStorage, ...sessionStorage }), ...texts];
  });
  assert.ok(sources.length > 3);
  assert.ok(sources.every((source) => !source.includes(key)));
});

test("the administration is available in German", async (t) => {
  const hands = await visit(t, "/fusionauth/admin", { language: "de" });
  const { page } = hands;
  await enter(hands, "admin@example.test", PASSWORD, GERMAN);
  await hands.heading("Registrierungen");
  await page.goto(
    `${page.url().split("#")[0]}#/fusionauth/admin/registration/00000000-0000-0000-0000-00000000000b.${APPLICATIONS.forum}`,
  );
  await page.getByText("Wirkung auf jedes Feld").waitFor();
  assert.ok(await fits(page));
});
