// The package in pages of Chromium, with and without WebAssembly.

import { testPages, testWithoutWebAssembly } from "./pages.mjs";

testPages("Chromium");
testWithoutWebAssembly();
