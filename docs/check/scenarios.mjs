// What a reader does with the pages that a guide's page has the code of.

import { strict as assert } from "node:assert";

/** Fills the fields of a form by their labels. */
async function fill(tab, values) {
  for (const [label, value] of Object.entries(values)) await tab.getByLabel(label).fill(value);
}

const ADA = { Name: "ada", "E-mail": "ada@example.com", Password: "correct-Horse-1" };
const said = (tab, text) => tab.getByRole("status").filter({ hasText: text }).waitFor();

export const SCENARIOS = {
  async "docs/start/browser.md"(tab, server) {
    await fill(tab, ADA);
    await tab.getByRole("button", { name: "Sign up" }).click();
    await said(tab, "Look into your mail");
    assert.equal((await server.outbox(ADA["E-mail"])).length, 1);
    await tab.getByRole("button", { name: "Sign up" }).click();
    await said(tab, "look at the fields");
    assert.match(await tab.getByLabel("Name").evaluate((input) => input.validationMessage), /exists/);
  },
  async "docs/concepts/browsers.md"(tab) {
    await tab.waitForFunction(() => document.title.endsWith("providers"));
  },
  async "docs/start/vite-react.md"(tab, server, fusio) {
    await fill(tab, ADA);
    await tab.getByRole("button", { name: "Sign up" }).click();
    await said(tab, "Look into your mail");
    const [mail] = await server.outbox(ADA["E-mail"]);
    await fusio.activate({ token: mail.links[0].split("/").at(-1) });
    await tab.getByLabel("Password").fill("wrong");
    await tab.getByRole("button", { name: "Log in" }).click();
    await said(tab, "Invalid name or password");
    await tab.getByLabel("Password").fill(ADA.Password);
    await tab.getByRole("button", { name: "Log in" }).click();
    await tab.getByRole("button", { name: "Who am I?" }).click();
    await said(tab, "ada, ada@example.com");
    await tab.getByRole("button", { name: "Sign out" }).click();
    await tab.getByRole("button", { name: "Log in" }).waitFor();
  },
};
