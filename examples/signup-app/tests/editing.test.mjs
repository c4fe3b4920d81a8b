// Runs the app from its source, as `cargo xtask demo` does.

import { test } from "node:test";

import { startApp } from "../demo/app.mjs";
import { newcomer, visit } from "./support.mjs";

test("the app runs from its source", async (t) => {
  const edited = await startApp({ editing: true });
  t.after(edited.stop);
  const { name, email, password } = newcomer();
  const { page, heading, fill, tick, press } = await visit(t, null);
  await page.goto(`${edited.address}/#/signup`);
  await heading("Create your account");
  await fill("User name", name);
  await fill("E-mail address", email);
  await fill("Password", password);
  await tick("I am not a robot");
  await tick("I accept the terms of use");
  await press("Create account");
  await heading("Check your e-mail");
});
