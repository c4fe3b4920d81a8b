// Shared helpers of the tests of sessions: a server, sessions with signed-in users, and the events of sessions.

import { heldTo } from "./declared.mjs";
import { load, newcomer, startServer } from "./support.mjs";

export const { FusioClient, FusionAuthClient, Session } = await load();
export const server = await startServer();

/** The request of a refresh. */
export const REFRESH = { method: "PUT", path: "/consumer/login" };

/** The number of requests with this method and path. */
export async function count({ method, path }) {
  const requests = await server.requests();
  return requests.filter((seen) => seen.method === method && seen.path === path).length;
}

/** Makes the server answer the next refresh, or the request that `about` names, with a fault. */
export const fault = (about) => server.control("POST", "/faults", { ...REFRESH, ...about });

export const advance = (seconds) => server.control("POST", "/clock", { advance_seconds: seconds });

/** Resets the server, and opens a session without a user. */
export async function opened(t, options, { settings, ...client } = {}) {
  await server.reset();
  await server.control("PATCH", "/settings", { fusio: { user_approval: false, ...settings } });
  return another(t, options, client);
}

/** Opens another session without a reset of the server. By default `autoRefresh` is off. */
export function another(t, options, client) {
  const fusio = new FusioClient({ baseUrl: server.url, retry: { attempts: 0 }, observe: heldTo("fusio"), ...client });
  const session = new Session(fusio, { autoRefresh: false, ...options });
  t.after(() => session.close());
  return Object.assign(session, { fusio });
}

/** Opens a session and signs in a new user. */
export async function signedIn(t, options, client) {
  const session = await opened(t, options, client);
  const person = newcomer();
  await session.fusio.register(person);
  session.login = { username: person.name, password: person.password };
  await session.signIn(session.login);
  await server.control("DELETE", "/requests");
  return session;
}

const TYPES = ["ready", "signed_in", "token_refreshed", "refresh_failed", "signed_out"];

/** The events of `TYPES` in a session from now on, each as a short text. */
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

/** A storage that sessions share, as tabs share `localStorage`: each session is notified when another one writes. */
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

/** Changes the result of `Date.now` by `seconds` until the test ends. */
export function mistime(t, seconds) {
  const now = Date.now;
  t.mock.method(Date, "now", () => now() + seconds * 1000);
}

/** Whether the last refresh failed. */
export const stale = (session) => session.state.get().stale;
