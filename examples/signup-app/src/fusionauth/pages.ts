// The pages of the FusionAuth half; they are loaded when one of them is shown.

import { lazy } from "react";

import type { Pages } from "../pages.ts";

export const fusionauth: Pages = {
  "/fusionauth": lazy(() => import("./Index.tsx").then(({ Index }) => ({ default: Index }))),
};
