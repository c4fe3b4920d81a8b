// The part of the app for FusionAuth, in Firefox: a sign-up, and the work of an operator. Other tests check each page
// in Chromium.

import assert from "node:assert/strict";
import { test } from "node:test";

import { violations } from "./browser.mjs";
import { APPLICATIONS, mailTo, operator, PASSWORD, registration, user } from "./fusionauth.mjs";
import { visit } from "./support.mjs";

const FIREFOX = { browser: "Firefox" };

test("a user signs up with an application in Firefox, verifies the address and sees the profile", async (t) => {
  const email = `firefox-${process.pid}@example.test`;
  const { heading, fill, press, complaint, see } = await visit(t, `/fusionauth/signup/${APPLICATIONS.club}`, FIREFOX);
  await see("Club");
  await fill("E-mail address", email);
  await fill("Password", PASSWORD);
  await press("Create account");
  await heading("Verify your e-mail address");
  await fill("Code", "WRONG1");
  await press("Verify");
  assert.match(await complaint("Code"), /^This code is wrong/);
  await fill("Code", (await mailTo(email)).code);
  await press("Verify");
  await heading("Your profile");
  await see(email);
});

test("an operator edits, deletes and restores a registration in Firefox", async (t) => {
  const { id } = await user(APPLICATIONS.forum, { registration: { data: { seats: 1 } } });
  const { page, heading, see, fill, press, follow, complaint } = await operator(
    t,
    `/fusionauth/admin/user/${id}`,
    FIREFOX,
  );
  await follow("Edit");
  await heading("Edit a registration");
  await fill("Data", `{"seats" 2}`);
  await press("Save");
  assert.equal(await complaint("Data"), "This is not valid JSON. Check line 1, column 10.");
  await fill("Data", `{"seats": 2}`);
  await press("Save");
  await see("The registration has been saved.");
  assert.deepEqual((await registration(id, APPLICATIONS.forum)).data, { seats: 2 });
  await press("Delete");
  await see("has been deleted.");
  await press("Undo");
  await see("has been restored.");
  assert.deepEqual((await registration(id, APPLICATIONS.forum)).data, { seats: 2 });
  assert.deepEqual(await violations(page), []);
});
