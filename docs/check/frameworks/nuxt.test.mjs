// Tests the app of the page about Nuxt.

import { testApp } from "./app.mjs";

testApp("docs/start/nuxt.md");
