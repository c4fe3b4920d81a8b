// The actions of a reader in the HTML page that a page of the guide contains. The keys are the pages of the guide.

export const SCENARIOS = {
  async "docs/concepts/browsers.md"(tab) {
    await tab.waitForFunction(() => document.title.endsWith("providers"));
  },
  async "docs/platforms/service-workers.md"(tab) {
    const ask = tab.getByRole("button", { name: "Who am I?" });
    await ask.click();
    await tab.getByRole("status").filter({ hasText: "baz" }).waitFor();
    // A sign-out on the page also ends the session for the worker.
    await tab.evaluate(async () => (await import("./session.js")).session.signOut());
    await ask.click();
    await tab.getByRole("status").filter({ hasText: "no_session" }).waitFor();
  },
};
