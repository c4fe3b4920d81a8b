// A component of React that shows who is signed in.

import { SessionProvider, useSession, useUser } from "matricula/react";
import { StrictMode } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";

function Greeting() {
  const { status } = useSession();
  const user = useUser();
  return (
    <p>
      {status} {user.status === "ready" ? user.user.name : user.status}
    </p>
  );
}

const app = (session) => (
  <StrictMode>
    <SessionProvider session={session}>
      <Greeting />
    </SessionProvider>
  </StrictMode>
);

export const render = (session) => renderToString(app(session));

const Status = ({ session }) => useSession(session).status;

/** What a server renders for `session` inside a provider with the state of another session. */
export const renderInside = (session, state) =>
  renderToString(
    <SessionProvider state={state}>
      <Status session={session} />
    </SessionProvider>,
  );

export function mount(element, session) {
  const root = createRoot(element);
  root.render(app(session));
  return () => root.unmount();
}

export function hydrate(element, session, failed) {
  const root = hydrateRoot(element, app(session), { onRecoverableError: failed });
  return () => root.unmount();
}
