// The configuration of the guide's site. It lists the pages in reading order.

import { existsSync, readFileSync } from "node:fs";

import GithubSlugger from "github-slugger";
import { parse } from "smol-toml";
import { defineConfig } from "vitepress";

import { playgroundFiles } from "../build/playground-files.mjs";

const page = (text, link) => ({ text, link });
const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");

const { version, repository } = parse(read("../../Cargo.toml")).workspace.package;
// The path of the site on its server. On GitHub Pages the site is in a folder, so `cargo xtask release --site` sets
// `MATRICULA_SITE_BASE`.
const base = process.env.MATRICULA_SITE_BASE ?? "/";
const [owner, name] = repository.split("/").slice(-2);
/** The address of the published site: social networks need an absolute address. */
const site = `https://${owner.toLowerCase()}.github.io/${name}/`;
const title = "matricula: registration and login for Fusio and FusionAuth";
const description =
  "Register users, confirm them, log them in and manage their registrations, with Fusio and FusionAuth";

/** The list of the reference's pages, by group. `build/reference.mjs` writes it; before that, the list is empty. */
const reference = existsSync(new URL("../api/sidebar.json", import.meta.url))
  ? JSON.parse(read("../api/sidebar.json"))
  : [];

const guide = [
  {
    text: "Start",
    items: [
      page("Overview", "/start/overview"),
      page("Playground", "/playground/index"),
      page("Vite and React", "/start/vite-react"),
      page("A page without a bundler", "/start/browser"),
      page("Next.js", "/start/next"),
      page("SvelteKit", "/start/sveltekit"),
      page("Nuxt", "/start/nuxt"),
      page("Hono", "/start/hono"),
      page("Node", "/start/node"),
      page("Rust", "/start/rust"),
      page("Yew", "/start/yew"),
      page("Leptos", "/start/leptos"),
      page("Dioxus", "/start/dioxus"),
      page("Change the sign-up app", "/start/change-the-app"),
      page("Before the packages are published", "/start/unpublished"),
    ],
  },
  {
    text: "Concepts",
    items: [
      page("Users and registrations", "/concepts/registrations"),
      page("Without a password", "/concepts/passwordless"),
      page("Verified addresses and numbers", "/concepts/verification"),
      page("The second factor", "/concepts/second-factor"),
      page("Sessions and tabs", "/concepts/sessions"),
      page("Sessions in cookies", "/concepts/server-sessions"),
      page("React, Vue and others", "/concepts/frameworks"),
      page("Where to keep the tokens", "/concepts/storage"),
      page("Keys, CORS and CSP", "/concepts/browsers"),
      page("Who is calling?", "/concepts/tokens"),
      page("What to log", "/concepts/logging"),
    ],
  },
  {
    text: "Guides",
    items: [
      page("Something does not work", "/symptoms"),
      page("Test your app", "/testing"),
      page("Recipes", "/recipes"),
      page("Service workers", "/platforms/service-workers"),
      page("Browser extensions", "/platforms/extensions"),
      page("Electron", "/platforms/electron"),
      page("Connect your own Fusio", "/connect/fusio"),
      page("Connect your own FusionAuth", "/connect/fusionauth"),
      page("Migrate from fusio-sdk", "/migrate/fusio-sdk"),
      page("Migrate from ngx-fusio-sdk", "/migrate/ngx-fusio-sdk"),
      page("Migrate from FusionAuth's client", "/migrate/fusionauth-client"),
    ],
  },
  {
    text: "Reference",
    items: [
      page("Classes and types", "/reference"),
      page("Operations", "/operations"),
      page("Errors", "/errors"),
      page("Test server", "/test-server"),
      page("Deliberate differences", "/test-server#deliberate-differences"),
    ],
  },
  {
    text: "Performance",
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
];

export default defineConfig({
  title: "matricula",
  description,
  lang: "en",
  base,
  srcExclude: ["check/**"],
  cacheDir: "node_modules/.vitepress",
  // The search index contains the guide and the reference, so it is a large chunk. It is loaded only for a search,
  // so Vite need not warn about its size.
  vite: { plugins: [playgroundFiles()], build: { chunkSizeWarningLimit: 700 } },
  head: [
    ["link", { rel: "icon", type: "image/svg+xml", href: `${base}logo.svg` }],
    ["meta", { property: "og:type", content: "website" }],
    ["meta", { property: "og:title", content: title }],
    ["meta", { property: "og:description", content: description }],
    ["meta", { property: "og:image", content: `${site}social.png` }],
    ["meta", { property: "og:image:alt", content: title }],
    ["meta", { name: "twitter:card", content: "summary_large_image" }],
  ],
  markdown: {
    // GitHub's slugs: an anchor is the same on the site and in the repository.
    anchor: { slugify: (text) => new GithubSlugger().slug(text) },
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
  },
  transformPageData(page) {
    // The pages of the reference are generated from the sources, so readers cannot edit them.
    if (page.relativePath.startsWith("api/")) page.frontmatter.editLink = false;
  },
  themeConfig: {
    logo: { src: "/logo.svg", alt: "" },
    search: { provider: "local" },
    outline: [2, 3],
    docFooter: { prev: "Previous", next: "Next" },
    editLink: { pattern: `${repository}/edit/main/docs/:path`, text: "Edit this page" },
    socialLinks: [{ icon: "github", link: repository, ariaLabel: "The repository" }],
    footer: { message: "MIT or Apache-2.0" },
    nav: [
      page("Guides", "/start/overview"),
      page("Reference", "/reference"),
      page("Performance", "/size"),
      page(`v${version}`, "/project/changelog"),
    ],
    sidebar: { "/api/": reference, "/": guide },
  },
});
