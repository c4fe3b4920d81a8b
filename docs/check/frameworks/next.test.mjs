// The app of the page about Next.js, with Fusio and with FusionAuth.

import { testApp } from "./app.mjs";
import { testFusionAuth } from "./fusionauth.mjs";

testApp("docs/start/next.md", testFusionAuth);
