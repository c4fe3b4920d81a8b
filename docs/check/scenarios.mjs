// The actions of a reader in the pages whose code the guide shows.

export const SCENARIOS = {
  async "docs/concepts/browsers.md"(tab) {
    await tab.waitForFunction(() => document.title.endsWith("providers"));
  },
};
