// A page with two sessions. The first finds nothing in the storage, and loads no engine. The second finds a stored
// session, and is signed in before the engine has loaded.

import { load, report, settings } from "./report.mjs";

const { FusioClient, Session } = await load();
const isEngine = ({ name }) => /\/(wasm\.js|javascript\.js|matricula_bg\.wasm)$/.test(name);
const loaded = () => performance.getEntriesByType("resource").filter(isEngine).length;
const fusio = new FusioClient({ baseUrl: settings.api });
const storageKey = "somebody";
localStorage.removeItem(storageKey);

const nobody = new Session(fusio, { storageKey });
const signedOut = nobody.state.get();
await new Promise((resolve) => nobody.on("ready", resolve));
// If the session wrongly requested the engine, it would do so before this request.
await fetch("/waiting");
const before = loaded();
nobody.close();

localStorage.setItem(storageKey, JSON.stringify({ accessToken: "token", expiresAt: Date.now() + 3_600_000 }));
const engine = new Promise((resolve) =>
  new PerformanceObserver((list) => list.getEntries().some(isEngine) && resolve()).observe({ type: "resource" }),
);
const somebody = new Session(fusio, { storageKey });
const signedIn = somebody.state.get();
await engine;
const token = await somebody.accessToken();
somebody.close();
localStorage.removeItem(storageKey);
await report({ signedOut, before, signedIn: signedIn.status, token });
