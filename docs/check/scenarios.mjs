// What a reader does with the pages that a guide's page has the code of.

export const SCENARIOS = {
  async "docs/concepts/browsers.md"(tab) {
    await tab.waitForFunction(() => document.title.endsWith("providers"));
  },
};
