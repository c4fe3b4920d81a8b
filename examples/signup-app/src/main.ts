// The journey of a user: sign up, confirm from the mail, log in, forget and reset the password.

import { isClientError } from "matricula";

import { refreshAccount, wireAccount } from "./account.ts";
import { client } from "./api.ts";
import { onSubmit } from "./form.ts";
import { showMail } from "./mailbox.ts";
import { byId, cleanAddress, go, route, show } from "./page.ts";
import { isLoggedIn, keep } from "./session.ts";
import { finish, isCallback, offerProviders } from "./social.ts";
import { explain } from "./strings.ts";

/** From the link in the mail until the new password is sent. */
let resetToken = "";

const form = (section: string) => {
  const found = byId(section, HTMLElement).querySelector("form");
  if (!found) throw new Error(`the section ${section} has no form`);
  return found;
};

onSubmit(form("signup"), async ({ name = "", email = "", password = "" }) => {
  await client.register({ name, email, password });
  await showMail(email, "Confirm my account");
  go("mail", "Your account is created.");
});

onSubmit(form("login"), async ({ username = "", password = "" }) => {
  const tokens = await client.login({ username, password });
  keep({ access: tokens.token, refresh: tokens.refresh_token });
  go("account", "You are logged in.");
});

onSubmit(form("forgot"), async ({ email = "" }) => {
  await client.requestPasswordReset({ email }).catch((error: unknown) => {
    // Whether there is such an account is nobody's business.
    if (!isClientError(error) || error.kind !== "not_found") throw error;
  });
  await showMail(email, "Set a new password");
  go("mail", "If there is an account with this address, the mail is on its way.");
});

onSubmit(form("reset"), async ({ newPassword = "" }) => {
  await client.executePasswordReset({ token: resetToken, newPassword });
  resetToken = "";
  go("login", "Your new password is set.");
});

wireAccount();

async function activate(token: string): Promise<void> {
  const result = byId("activate-result", HTMLElement);
  try {
    await client.activate({ token });
    result.textContent = "Your account is confirmed. You can log in now.";
  } catch (error) {
    result.textContent = explain(error);
  }
}

async function navigate(): Promise<void> {
  const { section, parameter } = route();
  if (section === "account" && !isLoggedIn()) return go("login");
  show(section);
  // A token is used once, and does not stay in the address bar.
  if (parameter) cleanAddress(section);
  switch (section) {
    case "activate":
      return parameter ? activate(parameter) : undefined;
    case "reset":
      resetToken = parameter;
      return;
    case "login":
      return offerProviders();
    case "account":
      return refreshAccount();
  }
}

addEventListener("hashchange", () => void navigate());
void (isCallback() ? finish() : navigate());
