// Tests the app of the page about SvelteKit.

import { testApp } from "./app.mjs";

testApp("docs/start/sveltekit.md");
