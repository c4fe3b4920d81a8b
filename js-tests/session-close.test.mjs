// What a sign-in does if its session is closed meanwhile.

import { test } from "node:test";

import { fault, server, signedIn } from "./sessions.mjs";
import { refused } from "./support.mjs";

test("a sign-in that is under way when the session is closed rejects with `no_session`", async (t) => {
  const session = await signedIn(t);
  const { login } = session;
  await fault({ method: "POST", path: "/consumer/login", delay_ms: 300 });
  const signIn = session.signIn(login);
  while (!(await server.requests()).some(({ path }) => path === "/consumer/login"));
  session.close();
  await refused(signIn, { kind: "no_session" });
});
