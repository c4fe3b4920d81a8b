// Tests the app of the page about Hono.

import { testApp } from "./app.mjs";

testApp("docs/start/hono.md");
