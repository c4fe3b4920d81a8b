// The link from a step of a login back to the login form.

import type { MouseEvent } from "react";

import { useStrings } from "../i18n/index.ts";
import type { Pending } from "./login.ts";
import { loginOf } from "./paths.ts";

export function Back({ applicationId, cancel }: Pick<Pending, "applicationId" | "cancel">) {
  const t = useStrings();
  function back(event: MouseEvent) {
    // With one of these keys, the browser opens the link in a new tab or window.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    // If the page already has the address of the link, following the link changes nothing. So `cancel` shows the form.
    event.preventDefault();
    cancel();
  }
  return (
    <p className="aside">
      <a href={`#${loginOf(applicationId)}`} onClick={back}>
        {t.login.back}
      </a>
    </p>
  );
}
