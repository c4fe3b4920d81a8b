// The package in pages of Firefox.

import { testPages } from "./pages.mjs";

testPages("Firefox");
