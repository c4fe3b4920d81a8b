// The cookies of a visitor who sends requests without a browser.

export class Jar {
  #cookies = new Map();

  constructor(cookies = []) {
    for (const { name, value } of cookies) this.#cookies.set(name, value);
  }

  /** A second visitor with the same cookies. */
  copy() {
    return new Jar(this.getAll());
  }

  getAll() {
    return [...this.#cookies].map(([name, value]) => ({ name, value }));
  }

  setAll(list) {
    for (const { name, value, options } of list) this.#set(name, value, options.maxAge);
  }

  #set(name, value, maxAge) {
    if (maxAge > 0) this.#cookies.set(name, value);
    else this.#cookies.delete(name);
  }

  /** Sends a request with the cookies, and stores the cookies that the answer sets. By default, follows no redirect. */
  async fetch(url, { headers, ...init } = {}) {
    const cookie = this.getAll()
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
    const signal = AbortSignal.timeout(60_000);
    const answer = await fetch(url, { redirect: "manual", signal, ...init, headers: { cookie, ...headers } });
    const set = answer.headers.getSetCookie().map((line) => {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      const [, maxAge = Infinity] = line.match(/; max-age=(\d+)/i) ?? [];
      return { name, value, maxAge: value === "" ? 0 : Number(maxAge) };
    });
    for (const { name, value, maxAge } of set) this.#set(name, value, maxAge);
    return { status: answer.status, headers: answer.headers, set, text: await answer.text() };
  }
}
