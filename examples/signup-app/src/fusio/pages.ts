// The pages for Fusio.

import type { Pages } from "../pages.ts";
import { Account } from "./Account.tsx";
import { Activate } from "./Activate.tsx";
import { Callback } from "./Callback.tsx";
import { CheckMail } from "./CheckMail.tsx";
import { Forgot } from "./Forgot.tsx";
import { Login } from "./Login.tsx";
import { Reset } from "./Reset.tsx";
import { SignUp } from "./SignUp.tsx";
import { Terms } from "./Terms.tsx";

export const fusio: Pages = {
  "/signup": SignUp,
  "/terms": Terms,
  "/mail": CheckMail,
  "/activate": Activate,
  "/login": Login,
  "/callback": Callback,
  "/forgot": Forgot,
  "/reset": Reset,
  "/account": Account,
};
