// The site of the guide: its pages in reading order.

import GithubSlugger from "github-slugger";
import { defineConfig } from "vitepress";

const page = (text, link) => ({ text, link });

export default defineConfig({
  title: "matricula",
  description: "Register users, confirm them, log them in and manage their registrations, with Fusio and FusionAuth",
  lang: "en",
  // `cargo xtask release --site` builds it for GitHub Pages, where it is in a folder.
  base: process.env.MATRICULA_SITE_BASE ?? "/",
  srcExclude: ["check/**"],
  cacheDir: "node_modules/.vitepress",
  markdown: {
    // GitHub's slugs: an anchor is the same on the site and in the repository.
    anchor: { slugify: (text) => new GithubSlugger().slug(text) },
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
  },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    docFooter: { prev: "Previous", next: "Next" },
    nav: [
      page("Start", "/start/browser"),
      page("Operations", "/operations"),
      page("Errors", "/errors"),
      page("Reference", "/reference"),
    ],
    sidebar: [
      {
        text: "Start",
        items: [
          page("What it is", "/"),
          page("A page without a bundler", "/start/browser"),
          page("Vite and React", "/start/vite-react"),
          page("Node", "/start/node"),
          page("Rust", "/start/rust"),
          page("Yew", "/start/yew"),
          page("Leptos", "/start/leptos"),
          page("Dioxus", "/start/dioxus"),
          page("Change the sign-up app", "/start/change-the-app"),
        ],
      },
      {
        text: "Understand",
        items: [
          page("Users and registrations", "/concepts/registrations"),
          page("Sessions and tabs", "/concepts/sessions"),
          page("React, Vue and others", "/concepts/frameworks"),
          page("Keys, CORS and CSP", "/concepts/browsers"),
          page("Who is calling?", "/concepts/tokens"),
        ],
      },
      {
        text: "Do",
        items: [
          page("Test your app", "/testing"),
          page("Connect your own Fusio", "/connect/fusio"),
          page("Migrate from fusio-sdk", "/migrate/fusio-sdk"),
          page("Migrate from FusionAuth's client", "/migrate/fusionauth-client"),
        ],
      },
      {
        text: "Look up",
        items: [
          page("Operations", "/operations"),
          page("Errors", "/errors"),
          page("Reference", "/reference"),
          page("Test server", "/test-server"),
          page("Deliberate differences", "/test-server#deliberate-differences"),
        ],
      },
      {
        text: "Compare",
        items: [
          page("Size", "/size"),
          page("Time", "/bench"),
          page("Time of the test server", "/bench-server"),
          page("Where it works", "/installs"),
        ],
      },
      {
        text: "The project",
        items: [
          page("Contributing", "/project/contributing"),
          page("Changes", "/project/changelog"),
          page("Security", "/project/security"),
        ],
      },
    ],
  },
});
