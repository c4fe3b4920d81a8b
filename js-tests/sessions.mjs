// What the tests of sessions share: a server, users with a session, and what is told of them.

import { load, newcomer, startServer } from "./support.mjs";

export const { FusioClient, FusionAuthClient, Session } = await load();
export const server = await startServer();

/** Which request is a refresh. */
export const REFRESH = { method: "PUT", path: "/consumer/login" };

/** How often something was requested. */
export async function count({ method, path }) {
  const requests = await server.requests();
  return requests.filter((seen) => seen.method === method && seen.path === path).length;
}

/** Lets the server meet the next refreshes with a fault. */
export const fault = (about) => server.tell("POST", "/faults", { ...REFRESH, ...about });

export const advance = (seconds) => server.tell("POST", "/clock", { advance_seconds: seconds });

/** A session of nobody yet, on a server as after its start. */
export async function opened(t, options, { settings, ...client } = {}) {
  await server.reset();
  await server.tell("PATCH", "/settings", { fusio: { user_approval: false, ...settings } });
  return another(t, options, client);
}

/** One more session, on the server as it is. Nothing happens that a test does not ask for. */
export function another(t, options, client) {
  const fusio = new FusioClient({ baseUrl: server.url, retry: { attempts: 0 }, ...client });
  const session = new Session(fusio, { autoRefresh: false, ...options });
  t.after(() => session.close());
  return Object.assign(session, { fusio });
}

/** A session of a new user. */
export async function signedIn(t, options, client) {
  const session = await opened(t, options, client);
  const person = newcomer();
  await session.fusio.register(person);
  session.login = { username: person.name, password: person.password };
  await session.signIn(session.login);
  await server.tell("DELETE", "/requests");
  return session;
}

const TYPES = ["ready", "signed_in", "token_refreshed", "refresh_failed", "signed_out"];

/** What happens to a session from now on, in words. */
export function log(session) {
  const words = [];
  for (const type of TYPES) {
    session.on(type, ({ type, origin, reason, error }) => {
      words.push([type, origin ?? reason ?? error?.kind].filter(Boolean).join(" "));
    });
  }
  return words;
}

/** The next event of a type. */
export const next = (session, type) =>
  new Promise((resolve) => {
    const off = session.on(type, (event) => (off(), resolve(event)));
  });

/** A storage that sessions share, as pages share theirs: each hears the others. */
export function shared(records = new Map()) {
  const heard = new Set();
  const adapter = () => {
    const told = { changed: () => {} };
    heard.add(told);
    const tell = () => {
      for (const other of heard) if (other !== told) other.changed();
    };
    return {
      get: async (key) => records.get(key),
      set: async (key, value) => (records.set(key, value), tell()),
      remove: async (key) => (records.delete(key), tell()),
      subscribe: (_, changed) => {
        told.changed = changed;
        return () => heard.delete(told);
      },
    };
  };
  return { adapter, records, heard };
}

/** This device's clock goes wrong by so many seconds until the test ends. */
export function mistime(t, seconds) {
  const now = Date.now;
  t.mock.method(Date, "now", () => now() + seconds * 1000);
}

/** Whether the last refresh failed. */
export const stale = (session) => session.state.get().stale;
