// A page without WebAssembly: the browser has none, or the policy of the page forbids it. A user signs up, logs in, and
// gets new tokens.

import { load, report, settings } from "./report.mjs";

const { FusioClient, Session, isClientError } = await load();
const client = new FusioClient({ baseUrl: settings.api });
const session = new Session(client, { storage: "memory" });
const name = "strict-user";
const person = { name, email: `${name}@example.com`, password: "correct-Horse-7" };

async function steps() {
  const { message } = await client.register(person);
  const answer = await fetch(`${settings.control}/outbox?to=${encodeURIComponent(person.email)}`);
  await client.activate({ token: (await answer.json()).at(-1).links[0].split("/").at(-1) });
  const { kind } = await client.login({ username: name, password: "wrong" }).catch((error) => error);
  await session.signIn({ username: name, password: person.password });
  const first = await session.accessToken();
  await session.refresh();
  const next = await session.accessToken();
  const account = await client.account(next);
  return { message, kind, name: account.name, isNew: first !== next };
}

const failed = (error) => ({ kind: isClientError(error) ? error.kind : `${error}`, message: error.message });
const done = await steps().catch(failed);
const scripts = performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1));
const engines = scripts.filter((script) => /^(wasm|javascript)\.js$|\.wasm$/.test(script));
await report({ done, engines, hasWebAssembly: !!globalThis.WebAssembly });
