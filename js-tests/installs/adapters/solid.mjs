// Shows who is signed in, with the signals of Solid.

import { createEffect, createResource, createRoot, from } from "solid-js";

export function mount(element, session) {
  element.innerHTML = "<p></p>";
  return createRoot((dispose) => {
    const state = from(session.state);
    // When another user signs in, `sub` changes, so Solid calls `session.user` again.
    const who = () => state()?.status === "signed_in" && (state().claims?.sub ?? true);
    const [user] = createResource(who, () => session.user());
    createEffect(() => {
      const { status } = state() ?? session.state.getServer();
      const name = status === "signed_in" ? (user()?.name ?? "loading") : status;
      element.firstChild.textContent = `${status} ${name}`;
    });
    return dispose;
  });
}
