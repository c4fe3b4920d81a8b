// Tests the app of the page about Next.js.

import { testApp } from "./app.mjs";

testApp("docs/start/next.md");
