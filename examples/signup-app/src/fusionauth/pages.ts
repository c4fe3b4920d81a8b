// The pages for FusionAuth. The script of a page is loaded when the page is shown.

import { lazy } from "react";

import type { Pages } from "../pages.ts";
import {
  ADMIN,
  CHANGE_PASSWORD,
  PASSWORDLESS,
  START,
  VERIFY_EMAIL,
  VERIFY_PHONE,
  VERIFY_REGISTRATION,
} from "./paths.ts";

const admin = () => import("./admin/index.ts");

export const fusionauth: Pages = {
  [START]: lazy(() => import("./Index.tsx").then(({ Index }) => ({ default: Index }))),
  [`${START}/login`]: lazy(() => import("./Login.tsx").then(({ Login }) => ({ default: Login }))),
  [`${START}/signup`]: lazy(() => import("./SignUp.tsx").then(({ SignUp }) => ({ default: SignUp }))),
  [`${START}/forgot`]: lazy(() => import("./Forgot.tsx").then(({ Forgot }) => ({ default: Forgot }))),
  [`${START}/passwordless`]: lazy(() => import("./Passwordless.tsx").then((page) => ({ default: page.Passwordless }))),
  [PASSWORDLESS]: lazy(() => import("./Passwordless.tsx").then((page) => ({ default: page.PasswordlessLink }))),
  [`${START}/profile`]: lazy(() => import("./Profile.tsx").then(({ Profile }) => ({ default: Profile }))),
  [VERIFY_REGISTRATION]: lazy(() =>
    import("./Verify.tsx").then(({ VerifyRegistration }) => ({ default: VerifyRegistration })),
  ),
  [VERIFY_EMAIL]: lazy(() => import("./Verify.tsx").then(({ VerifyEmail }) => ({ default: VerifyEmail }))),
  [VERIFY_PHONE]: lazy(() => import("./Verify.tsx").then(({ VerifyPhone }) => ({ default: VerifyPhone }))),
  [CHANGE_PASSWORD]: lazy(() => import("./Reset.tsx").then(({ Reset }) => ({ default: Reset }))),
  [ADMIN]: lazy(() => admin().then(({ Search }) => ({ default: Search }))),
  [`${ADMIN}/user`]: lazy(() => admin().then(({ UserPage }) => ({ default: UserPage }))),
  [`${ADMIN}/new`]: lazy(() => admin().then(({ NewUser }) => ({ default: NewUser }))),
  [`${ADMIN}/registration`]: lazy(() => admin().then(({ Edit }) => ({ default: Edit }))),
};
