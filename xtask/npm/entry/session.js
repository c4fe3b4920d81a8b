// `Session`: the state and its listeners, which answer at once; all else is the engine's.

import { ClientError } from "./client_error.js";
import { CALL, OPTIONS } from "./lazy.js";
import { Login } from "./login.js";
import { placed } from "./placed.js";
import { storage } from "./storage.js";
import { within } from "./within.js";

/** The state before anything is known; what a server renders, and so the page that takes over from it. */
const LOADING = { status: "loading" };

/** The origin of an address; of what is none, that of no other. */
function originOf(url) {
  try {
    return new URL(url).origin;
  } catch {}
}

/** Calls what is not ours; what it throws is its own business, and told as the platform does. */
function tell(listener, value) {
  try {
    listener(value);
  } catch (error) {
    // Where nobody handles that, Node prints it with the line that threw.
    globalThis.reportError ? reportError(error) : Promise.reject(error);
  }
}

/** How long the words of a refusal may take, in milliseconds. */
const PATIENCE = 5_000;

/** Whether a 401 says that another token would not help: it wants another scheme, or a scope that this user does not have. */
async function isOfNoToken(response, isFusio) {
  const challenge = response.headers.get("WWW-Authenticate") ?? "Bearer";
  if (!/\bbearer\b/i.test(challenge) || challenge.includes("insufficient_scope")) return true;
  // Fusio says it in words only. An answer that does not end is none.
  const words = isFusio && (await within(() => response.clone().text(), undefined, PATIENCE).catch(() => ""));
  return words && words.includes("is not in the scope of the provided token");
}

export class Session {
  #client;
  #options;
  #engine;
  #login;
  #ready;
  #asked;
  #state = LOADING;
  #subscribers = new Set();
  #listeners = new Set();
  #closing = new AbortController();
  /** Counts the sign-ins and sign-outs: the last one begun wins, whichever ends first. */
  #begun = 0;

  constructor(client, options = {}) {
    const { baseUrl, tenantId } = client[OPTIONS];
    this.#client = client;
    this.#options = { ...options };
    this.#options.storageKey ??= `matricula:${baseUrl}${tenantId ? `:${tenantId}` : ""}`;
    // An address that is none is told by the first call, as the client's own options are.
    this.#options.tokenOrigins ??= [originOf(baseUrl)];
    this.#login = new Login(`${this.#options.storageKey}:login`);
    this.state = {
      get: () => this.#state,
      getServer: () => LOADING,
      subscribe: (run) => {
        // A function of its own: the same one may subscribe twice.
        const subscriber = (state) => run(state);
        this.#subscribers.add(subscriber);
        tell(subscriber, this.#state);
        return () => this.#subscribers.delete(subscriber);
      },
    };
    this.#ready = this.#open().then(() => this.#state);
    // Who asks for it is told. Otherwise nobody would know why the page stays blank.
    this.#ready.catch((error) => {
      if (!this.#asked) console.error(error);
    });
  }

  get ready() {
    return (this.#asked ??= this.#ready.catch(placed));
  }

  on(type, listener, { signal } = {}) {
    const entry = { type, listener };
    const off = () => this.#listeners.delete(entry);
    if (!signal?.aborted) {
      this.#listeners.add(entry);
      signal?.addEventListener("abort", off, { once: true });
    }
    return off;
  }

  async signIn(request, options) {
    const begun = ++this.#begun;
    const scopes = request?.scopes;
    // Without this scope Fusio would not end the token at a sign-out.
    if (Array.isArray(scopes) && scopes.length && !scopes.includes("authorization")) request = { ...request, scopes: [...scopes, "authorization"] };
    const answer = await this.#client.login(request, options);
    await (await this.#open()).keep(answer, begun);
    return answer;
  }

  setTokens(answer) {
    return this.#keep(answer, ++this.#begun);
  }

  async startLogin({ identity, redirectUri, returnTo, navigate = (url) => globalThis.location?.assign(url) }) {
    const { url, nonce } = await this.#client.identityRedirect(identity, redirectUri);
    this.#login.start(nonce, returnTo);
    navigate(url);
    return { url };
  }

  handleCallback(url = globalThis.location?.href) {
    const begun = ++this.#begun;
    const take = async (url, nonce) => this.#keep(await this.#client.identityCallback(url, nonce), begun);
    return this.#login.finish(`${url}`, take);
  }

  async accessToken(options) {
    const [token] = await this.#accessToken(options);
    return token;
  }

  async refresh(options) {
    return (await this.#opened(options)).refresh(options);
  }

  call(work, options) {
    // By `then`: an async function would come first in the stack of what `work` throws.
    return this.#accessToken(options).catch(placed).then(([token, signIn]) =>
      Promise.resolve(token).then(work).catch((error) => {
        if (error?.kind !== "unauthorized") throw error;
        return this.#another(options, token, signIn).catch(placed).then((next) => {
          if (!next) throw error;
          return work(next);
        });
      }),
    );
  }

  async fetch(input, init) {
    const fetch = this.#client[OPTIONS].fetch ?? globalThis.fetch;
    const request = new Request(input, init);
    if (!this.#options.tokenOrigins.includes(new URL(request.url).origin)) return fetch(request);
    const send = (request, token) => {
      request.headers.set("Authorization", `Bearer ${token}`);
      return fetch(request);
    };
    const { signal } = request;
    const [token, signIn] = await this.#accessToken({ signal });
    // The body of a request can be sent only once.
    const again = request.clone();
    const response = await send(request, token);
    if (response.status !== 401 || (await isOfNoToken(response, originOf(request.url) === originOf(this.#client[OPTIONS].baseUrl)))) return response;
    const next = await this.#another({ signal }, token, signIn).catch(() => signal.throwIfAborted());
    return next ? send(again, next) : response;
  }

  async signOut({ everywhere = false } = {}) {
    const begun = ++this.#begun;
    return { told: await (await this.#open()).signOut(everywhere, begun) };
  }

  close() {
    this.#closing.abort();
    this.#subscribers.clear();
    this.#listeners.clear();
    // Later: first come the calls that have waited for it, and take along what they need.
    this.#engine?.then((engine) => setTimeout(() => engine.free()), () => {});
    this.#engine = Promise.reject(new ClientError("the session is closed", { kind: "no_session" }));
    this.#engine.catch(() => {});
  }

  async #keep(answer, begun) {
    const kept = await (await this.#open()).keep(answer, begun);
    if (!kept) throw new ClientError("tokens: there is none in this answer", { kind: "validation" });
  }

  /** An access token, and the number of its sign-in. */
  async #accessToken(options) {
    return (await this.#opened(options)).accessToken(options);
  }

  /** The token to make a call again with that a server refused, if there is one of the same sign-in. */
  async #another(options, token, signIn) {
    return (await this.#open()).another(options, token, signIn);
  }

  /** The engine; while it loads, the options of a call end the wait for it. */
  #opened(options) {
    const open = () => this.#open();
    return this.#state.status === "loading" ? within(open, options?.signal, options?.timeoutMs ?? undefined) : open();
  }

  #open() {
    if (!this.#engine) {
      const store = storage(this.#options.storage, this.#options.storageKey);
      const opened = this.#client[CALL]("__session", [store, this.#options, (...news) => this.#happened(...news)]);
      this.#engine = opened;
      opened.then(
        (engine) => this.#watch(engine, store),
        // What failed may succeed next time.
        () => this.#engine === opened && (this.#engine = undefined),
      );
    }
    return this.#engine;
  }

  #happened(state, event) {
    this.#state = state;
    // Copies: who comes meanwhile is told of the next. Who leaves meanwhile is told no more.
    for (const subscriber of [...this.#subscribers]) {
      if (this.#subscribers.has(subscriber)) tell(subscriber, state);
    }
    for (const entry of [...this.#listeners]) {
      if (entry.type === event.type && this.#listeners.has(entry)) tell(entry.listener, event);
    }
  }

  /** A tab that was frozen or offline, and another tab's writing, are reasons to look again. */
  #watch(engine, store) {
    const { signal } = this.#closing;
    if (signal.aborted) return;
    const wake = () => !signal.aborted && engine.wake();
    const end = store.watch(wake);
    signal.addEventListener("abort", () => end?.());
    for (const [target, type] of [[globalThis, "online"], [globalThis, "pageshow"], [globalThis.document, "visibilitychange"]]) {
      // Without `signal`: jsdom takes only signals of its own here.
      target?.addEventListener?.(type, wake);
      signal.addEventListener("abort", () => target?.removeEventListener?.(type, wake));
    }
  }
}

Session.prototype[Symbol.toStringTag] = "Session";
for (const name of ["signIn", "setTokens", "startLogin", "accessToken", "refresh", "fetch", "signOut"]) {
  const method = Session.prototype[name];
  Session.prototype[name] = function (...args) {
    return method.apply(this, args).catch(placed);
  };
}
