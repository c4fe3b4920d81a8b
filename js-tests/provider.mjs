// Logins through the test server's own provider, as the user `grace-hopper`.

/** The provider's entry in the settings. */
export const IDENTITY = { name: "GitHub", provider: "github", client_id: "demo", client_secret: "demo-secret" };

/** Allows the login at the address `authorize`; returns the address of the redirect. */
export async function decide(server, authorize) {
  const { searchParams } = new URL(authorize, server.url);
  const body = new URLSearchParams([...searchParams, ["login", "grace-hopper"], ["decision", "allow"]]);
  const answer = await fetch(`${server.controlUrl}/provider/github/authorize`, {
    method: "POST",
    body,
    redirect: "manual",
  });
  return location(answer);
}

/** Opens the address that a session's `startLogin` returns, and allows the login; returns the callback address. */
export async function comeBack(server, url) {
  const consent = location(await fetch(url, { redirect: "manual" }));
  return location(await fetch(await decide(server, consent), { redirect: "manual" }));
}

function location(answer) {
  const next = answer.headers.get("location");
  if (!next) throw new Error(`${answer.url} does not redirect: ${answer.status}`);
  return next;
}
