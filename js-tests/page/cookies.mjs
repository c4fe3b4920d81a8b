// A page on the same origin as FusionAuth: the cookies of another user do not affect a session.

import { load, report, settings } from "./report.mjs";

const { FusionAuthClient, Session } = await load();
const { applicationId, apiKey } = settings;
const post = (path, body, headers) =>
  fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const names = {};

async function registered(name) {
  const user = { email: `${name}@example.com`, password: "correct-Horse-7" };
  const answer = await post(
    "/api/user/registration",
    { user, registration: { applicationId } },
    { Authorization: apiKey },
  );
  names[(await answer.json()).user.id] = name;
  return { loginId: user.email, password: user.password, applicationId };
}

/** The name of the user whose tokens are in the cookies. */
const cookie = async () => names[(await (await fetch("/api/jwt/validate")).json()).jwt.sub];

async function visit() {
  const [ann, bob] = [await registered("ann"), await registered("bob")];
  const session = new Session(new FusionAuthClient({ baseUrl: location.origin }), {
    storage: "session",
    autoRefresh: false,
  });
  const user = () => names[session.state.get().claims.sub];
  // Sets cookies for another user, as a form of the page or another program may do.
  await post("/api/login", bob);
  await session.signIn(ann);
  const users = { signedIn: user(), cookie: await cookie() };
  await post("/api/login", bob);
  await session.refresh();
  Object.assign(users, { refreshed: user(), cookieAfter: await cookie() });
  return { users };
}

await report(await visit().catch((error) => ({ error: `${error}\n${error.stack}` })));
