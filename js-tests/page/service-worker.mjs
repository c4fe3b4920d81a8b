// A page whose server is a service worker. The test, or the browser itself, ends the worker many times.

import { load, report } from "./report.mjs";

const { FusioClient } = await load();
const { serviceWorker } = navigator;
const ada = { name: "ada", email: "ada@example.com", password: "foobar!123" };
const fusio = new FusioClient({ baseUrl: location.origin, retry: { attempts: 0 } });

const answer = async (path, init) => (await fetch(path, init)).json();
const tokenOf = async (email) => (await answer(`/_test/outbox?to=${email}`)).at(-1).links[0].split("/").at(-1);
const login = ({ name, password }) => fusio.login({ username: name, password });
/** Asks the test to end the worker. In Firefox the test does nothing: the browser ends an idle worker itself. */
const end = () => fetch("/end");

/** Opens a page in a tab, and calls `use` with the tab when the page is complete. */
async function visit(path, use) {
  const tab = open(path);
  await until(() => tab.location.pathname !== "blank" && tab.document.readyState === "complete");
  try {
    return await use(tab);
  } finally {
    tab.close();
  }
}

async function until(isTrue) {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Starts a new server in the worker. */
function configure(options) {
  const { port1, port2 } = new MessageChannel();
  const told = new Promise((resolve) => port1.addEventListener("message", ({ data }) => resolve(data)));
  port1.start();
  serviceWorker.controller.postMessage(options, [port2]);
  return told;
}

/** Changes what the worker has stored. */
async function change(changed) {
  const wait = (asked) =>
    new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const database = await wait(indexedDB.open("matricula-test-server"));
  const store = database.transaction("servers", "readwrite").objectStore("servers");
  const [key] = await wait(store.getAllKeys());
  await wait(store.put({ ...(await wait(store.get(key))), ...changed }, key));
  database.close();
}

async function run() {
  const controlled = new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve));
  await serviceWorker.register("/service-worker.js?config=/config.json");
  await controlled;

  await fusio.register(ada);
  await end();
  await fusio.activate({ token: await tokenOf(ada.email) });
  await end();
  const { points } = await fusio.account((await login(ada)).token);
  const mailbox = await (await fetch("/_test/mailbox")).text();
  const own = await answer("/config.json");
  const frame = await visit("/_test/mailbox/1", ({ document }) => document.querySelector("iframe").srcdoc);
  const back = `${location.origin}/page/report.mjs`;
  const consent = `/_test/provider/github/authorize?client_id=demo&redirect_uri=${back}`;
  const code = await visit(consent, async (tab) => {
    tab.document.querySelector("button[value=allow]").click();
    await until(() => tab.location.href.startsWith(back));
    return new URL(tab.location.href).searchParams.has("code");
  });

  // Ten users register at the same time, and none is lost.
  const people = Array.from({ length: 10 }, (_, index) => ({
    ...ada,
    name: `user-${index}`,
    email: `user-${index}@example.com`,
  }));
  await Promise.all(people.map((person) => fusio.register(person)));
  await end();
  const mails = (await answer("/_test/outbox")).length;

  const wrong = await configure({ config: { fusio: { unknown: true } } });
  const file = await configure({ kickstart: "kickstart.json" });
  const told = await configure({ config: { fusio: { user_approval: false } } });
  await fusio.register(ada);
  await end();
  await login(ada);

  const loads = [await answer("/loads")];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) await cache.put(request, new Response("damaged"));
  }
  await end();
  await login(ada);
  loads.push(await answer("/loads"));

  await change({ snapshot: { version: "0" } });
  await end();
  const dropped = await login(ada).catch(({ kind }) => kind);
  const shown = { mailbox: mailbox.includes(ada.email), frame: frame.includes("<base target"), code };
  return { points, ...shown, own, mails, wrong, file, told, loads, dropped };
}

await report(await run().catch((error) => ({ error: `${error}\n${error.stack}` })));
