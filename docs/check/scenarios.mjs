// The actions of a reader in the HTML pages of the guide.

export const SCENARIOS = {
  async "docs/concepts/browsers.md"(tab) {
    await tab.waitForFunction(() => document.title.endsWith("providers"));
  },
};
