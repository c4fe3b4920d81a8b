// Mounts the components of React, Vue, Svelte and Solid in a page, and hydrates those that adapters.test.mjs has
// rendered. Reports what the page showed.

import { FusioClient, Session } from "matricula";

import * as react from "./react.jsx";
import * as solid from "./solid.mjs";
import * as svelte from "./svelte.mjs";
import * as vue from "./vue.mjs";

const { api, login, rendered } = await (await fetch("settings.json")).json();

/** Opens a session, and counts its subscribers and listeners. */
function counted() {
  const session = new Session(new FusioClient({ baseUrl: api }));
  let live = 0;
  const counting =
    (subscribe) =>
    (...given) => {
      live += 1;
      const end = subscribe(...given);
      let ended = false;
      return () => {
        if (!ended) live -= 1;
        ended = true;
        end();
      };
    };
  session.state.subscribe = counting(session.state.subscribe);
  session.on = counting(session.on.bind(session));
  return { session, live: () => live };
}

/** Waits until the element shows this text. */
function shown(element, text) {
  const now = () => element.textContent.replace(/\s+/g, " ").trim();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`"${now()}" instead of "${text}"`)), 20_000);
    const look = () => {
      if (now() !== text) return;
      clearTimeout(timer);
      observer.disconnect();
      resolve(text);
    };
    const observer = new MutationObserver(look);
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    look();
  });
}

function place(html = "") {
  const element = document.createElement("div");
  element.innerHTML = html;
  document.body.append(element);
  return element;
}

/** Unmounts, and returns how many subscribers are left. Svelte unsubscribes a little after the unmount. */
async function left(unmount, live) {
  await unmount();
  for (let turn = 0; live() && turn < 100; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  return live();
}

const report = {};
for (const [name, { mount, hydrate }] of Object.entries({ react, vue, svelte, solid })) {
  const complaints = [];
  for (const level of ["error", "warn"]) console[level] = (...words) => complaints.push(words.map(String).join(" "));
  const failed = (problem) => complaints.push(`${problem}`);
  localStorage.clear();

  const { session, live } = counted();
  const element = place();
  const unmount = mount(element, session);
  const seen = [await shown(element, "signed_out signed_out")];
  await session.signIn(login);
  seen.push(await shown(element, `signed_in ${login.username}`));
  await session.signOut();
  seen.push(await shown(element, "signed_out signed_out"));
  const during = live();
  const after = await left(unmount, live);
  await session.signIn(login);
  session.close();

  const hydrated = { isMissing: hydrate === undefined };
  if (hydrate) {
    const { session, live } = counted();
    const element = place(rendered[name]);
    const node = element.querySelector("p");
    hydrated.first = session.state.get().status;
    const unmount = hydrate(element, session, failed);
    await shown(element, `signed_in ${login.username}`);
    hydrated.isSameNode = element.querySelector("p") === node;
    hydrated.after = await left(unmount, live);
    session.close();
  }
  report[name] = { seen, isFollowing: during > 0, after, hydrated, complaints };
}
await fetch("report", { method: "POST", body: JSON.stringify(report) });
