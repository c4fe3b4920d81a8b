// A session of the Rust crate. It has the members of the npm package's `Session` that `tab.mjs` uses.

import init, { RustSession } from "/rust/matricula_rust_page.js";
import { settings } from "./report.mjs";

await init();

export class Session {
  #opening;
  #rust;
  #current = { status: "loading" };
  #followers = new Set();
  #listeners = [];

  constructor(_client, { storageKey } = {}) {
    this.#opening = RustSession.open(settings.api, storageKey);
    this.ready = this.#opening.then((rust) => {
      this.#rust = rust;
      rust.listen((type, by) => {
        this.#read();
        for (const [wanted, listener] of this.#listeners) if (wanted === type) listener({ type, origin: by });
      });
      return this.#read();
    });
  }

  state = {
    get: () => this.#current,
    subscribe: (follower) => {
      this.#followers.add(follower);
      follower(this.#current);
    },
  };

  on(type, listener) {
    this.#listeners.push([type, listener]);
  }

  async signIn({ username, password }) {
    await (await this.#opening).signIn(username, password);
  }

  async signOut() {
    return { told: await (await this.#opening).signOut() };
  }

  async refresh() {
    await (await this.#opening).refresh();
  }

  async call(work) {
    return (await this.#opening).call(work);
  }

  /** Like the package's `fetch`: after a 401, it sends the request again with a new token. */
  async fetch(url, { headers }) {
    let response;
    const send = async (token) => {
      response = await fetch(url, { headers: { ...headers, Authorization: `Bearer ${token}` } });
      if (response.status === 401) throw Object.assign(new Error("fetch: 401"), { kind: "unauthorized" });
    };
    await this.call(send).catch((error) => {
      if (error.message !== "fetch: 401") throw error;
    });
    return response;
  }

  close() {
    this.#rust.free();
  }

  #read() {
    this.#current = this.#rust.state();
    for (const follower of this.#followers) follower(this.#current);
    return this.#current;
  }
}
