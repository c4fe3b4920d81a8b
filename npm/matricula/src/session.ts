// `Session`: the state and its listeners, which answer at once; all else is the engine's.

import { isOfNoToken, originOf } from "./challenge.js";
import { type Client, OPEN, OPTIONS, type Settings } from "./client.js";
import type { SessionEngine } from "./engine/glue.js";
import { clientError } from "./errors.js";
import type { FusioClient } from "./generated/fusio.js";
import type { FusionAuthClient } from "./generated/fusionauth.js";
import type { CallOptions, LoginRequest, Secret } from "./generated/wire.js";
import { known } from "./known.js";
import { Listeners } from "./listeners.js";
import { Login } from "./login.js";
import { placed } from "./placed.js";
import type {
  ProviderLogin,
  SessionEvent,
  SessionOptions,
  SessionState,
  SessionStore,
  TokenAnswer,
} from "./session-types.js";
import { adapter, STORE_LIMIT, watch } from "./storage.js";
import { within } from "./within.js";

/** A session without the types of its client, which is either. */
type AnyClient = Client & { login(request: unknown, options?: CallOptions): Promise<TokenAnswer> };
type Waiting = CallOptions & { minTtlSeconds?: number };

/** Does the work of a method; the stack of its error begins with who called that. */
const run = <T>(work: () => Promise<T>): Promise<T> => work().catch(placed);

/**
 * The session of one user: it keeps the tokens, gets the next before the old expire, once for all
 * callers and all tabs, and ends only when somebody signs out or the server refuses the refresh
 * token. An outage ends nothing.
 */
export class Session<C extends FusioClient | FusionAuthClient<any, any>> {
  readonly #client: AnyClient;
  readonly #options: Settings;
  readonly #storage: ReturnType<typeof adapter>;
  readonly #login: Login | undefined;
  /** A promise of the engine; and the engine itself once it is there. */
  #opening: Promise<SessionEngine> | undefined;
  #engine: SessionEngine | undefined;
  readonly #ready: Promise<SessionState>;
  #asked: Promise<SessionState> | undefined;
  readonly #listeners = new Listeners();
  /** Whether the state was told as the storage has it. */
  #isKnown = false;
  #isWatching = false;
  readonly #closing = new AbortController();
  /** Counts the sign-ins and sign-outs: the last one begun wins, whichever ends first. */
  #begun = 0;

  /** Whether somebody is signed in. */
  readonly state: SessionStore = this.#listeners.store;

  /** A session of `client`'s server. Works at once; what needs the storage waits for it. */
  constructor(client: C, options: SessionOptions = {}) {
    this.#client = client as unknown as AnyClient;
    const { baseUrl, tenantId } = this.#client[OPTIONS];
    const storageKey = options?.storageKey ?? `matricula:${baseUrl}${tenantId ? `:${tenantId}` : ""}`;
    // An address that is none is told by the first call, as the client's own options are.
    const tokenOrigins = options?.tokenOrigins ?? [originOf(baseUrl)];
    this.#options = { ...options, storageKey, tokenOrigins };
    if (FUSIO) this.#login = new Login(`${storageKey}:login`);
    this.#storage = adapter(this.#options.storage);
    const { refreshAheadSeconds: ahead } = this.#options;
    // What makes no sense is told by the engine.
    this.#ready = ahead == null || ahead >= 0 ? this.#read() : this.#open().then(() => this.state.get());
    // Who asks for it is told. Otherwise nobody would know why the page stays blank.
    this.#ready.catch((error) => {
      if (!this.#asked) console.error(error);
    });
  }

  /** The client that the session was made of. */
  get client(): C {
    return this.#client as unknown as C;
  }

  /**
   * Settles when the storage was read, which needs no WebAssembly. Rejects with `validation` when the
   * options make no sense. If nobody has asked for it by then, the console tells why.
   */
  get ready(): Promise<SessionState> {
    return (this.#asked ??= this.#ready.catch(placed));
  }

  /** @internal */
  get [Symbol.toStringTag](): string {
    return "Session";
  }

  /** Calls `listener` with every event of this type; gives what ends that. */
  on<T extends SessionEvent["type"]>(
    type: T,
    listener: (event: Extract<SessionEvent, { type: T }>) => void,
    options: { signal?: AbortSignal } = {},
  ): () => void {
    return this.#listeners.on(type, listener, options.signal);
  }

  /**
   * Logs in as the client's `login` does, and keeps the tokens. With FusionAuth only the outcome
   * `signed_in` is a login; any other changes nothing here.
   *
   * With Fusio, a login with `scopes` asks for the scope `authorization` as well: without it the
   * server does not end the token at a sign-out.
   *
   * Rejects as the client's `login`, and with `aborted` when another sign-in or a sign-out was begun
   * after this one and has taken effect; the server is then asked to end the tokens. The same holds
   * for `setTokens` and `handleCallback`.
   */
  signIn(request: Parameters<C["login"]>[0], options?: CallOptions): ReturnType<C["login"]> {
    const begun = ++this.#begun;
    return run(async () => {
      const { scopes } = (request as LoginRequest | undefined) ?? {};
      // Without this scope Fusio would not end the token at a sign-out.
      const more = FUSIO && Array.isArray(scopes) && scopes.length && !scopes.includes("authorization");
      const asked = more ? { ...request, scopes: [...scopes, "authorization"] } : request;
      const answer = await this.#client.login(asked, options);
      await (await this.#open()).keep(answer, begun);
      return answer;
    }) as ReturnType<C["login"]>;
  }

  /**
   * Signs in with an answer that came another way, such as `identityCallback`'s.
   *
   * Rejects with `validation` when there is no token in it, and with `aborted` as `signIn`.
   */
  setTokens(answer: TokenAnswer): Promise<void> {
    const begun = ++this.#begun;
    return run(() => this.#keep(answer, begun));
  }

  /**
   * Sends the browser to a provider; it comes back to `redirectUri`, where `handleCallback` ends
   * the login. That has to be within 10 minutes and in the same tab, and only the last one
   * started counts.
   *
   * Rejects as the client's `identityRedirect`, and with `storage` when `sessionStorage` is full.
   */
  startLogin(this: Session<FusioClient>, login: ProviderLogin): Promise<{ readonly url: string }> {
    if (!FUSIO) return Promise.reject();
    return run(async () => {
      const { identity, redirectUri, returnTo, navigate = (url) => globalThis.location?.assign(url) } = login;
      const { url, nonce } = await (this.#client as FusioClient).identityRedirect(identity, redirectUri);
      this.#login?.start(nonce, returnTo);
      navigate(url);
      return { url };
    });
  }

  /**
   * Ends a login through a provider: takes tokens and nonce out of the address bar first of all,
   * then signs in. Asked again, it gives the same promise. `url` is by default the page's own.
   *
   * `returnTo` is given back as `startLogin` got it, from this tab's storage and never from the
   * address. This package goes nowhere; an app that has `returnTo` from an address itself must
   * check that it is a path of its own.
   *
   * Rejects with `callback`, and changes nothing, with one of these codes: `not_a_callback` (an
   * ordinary visit), `unknown_transaction` (no login is under way in this tab, or it has ended),
   * `state_mismatch` (it is not the one under way, which goes on), `expired_transaction`. A provider's
   * refusal, such as `access_denied`, is shown by Fusio itself, and does not come here.
   */
  handleCallback(
    this: Session<FusioClient>,
    url: string | URL = globalThis.location?.href,
  ): Promise<{ readonly returnTo: string | null }> {
    if (!FUSIO) return Promise.reject();
    const begun = ++this.#begun;
    const take = async (url: string, nonce: string) =>
      this.#keep(await (this.#client as FusioClient).identityCallback(url, nonce), begun);
    return (this.#login as Login).finish(`${url}`, take);
  }

  /**
   * An access token that is good for another `minTtlSeconds`, if the server's tokens live twice as
   * long; it is refreshed first when it is not.
   *
   * Rejects with `no_session` (also when somebody else has signed in during the refresh),
   * `session_expired`, or with what kept the refresh from working when the old token has expired
   * meanwhile.
   */
  accessToken(options?: CallOptions & { minTtlSeconds?: number }): Promise<Secret> {
    return run(async () => {
      const [token] = await this.#accessToken(options);
      return token;
    });
  }

  /**
   * Makes a call of a client with the access token; when the server does not take it
   * (`unauthorized`), makes it once more with the next one of the same sign-in. When the user has
   * signed out meanwhile, or somebody else has signed in, it rejects with the first error.
   */
  call<T>(work: (token: Secret) => Promise<T>, options?: CallOptions): Promise<T> {
    // By `then`: an async function would come first in the stack of what `work` throws.
    return this.#accessToken(options)
      .catch(placed)
      .then(([token, signIn]) =>
        Promise.resolve(token)
          .then(work)
          .catch((error) => {
            if (error?.kind !== "unauthorized") throw error;
            return this.#another(options, token, signIn)
              .catch(placed)
              .then((next) => {
                if (!next) throw error;
                return work(next);
              });
          }),
      );
  }

  /**
   * `fetch` with the access token, and once more with the next one of the same sign-in after a 401
   * that a new token may mend. To origins other than `tokenOrigins` it is the platform's `fetch`,
   * without the token.
   *
   * Rejects as `accessToken` and `fetch`.
   */
  fetch(...request: Parameters<typeof globalThis.fetch>): Promise<Response> {
    return run(async () => {
      const sent = new Request(...request);
      const { baseUrl, fetch: own } = this.#client[OPTIONS];
      const fetch = own ?? globalThis.fetch;
      const { origin } = new URL(sent.url);
      if (!this.#options.tokenOrigins.includes(origin)) return fetch(sent);
      const send = (request: Request, token: Secret) => {
        request.headers.set("Authorization", `Bearer ${token}`);
        return fetch(request);
      };
      const { signal } = sent;
      const [token, signIn] = await this.#accessToken({ signal });
      // The body of a request can be sent only once.
      const again = sent.clone();
      const response = await send(sent, token);
      if (response.status !== 401 || (await isOfNoToken(response, origin === originOf(baseUrl)))) return response;
      const next = await this.#another({ signal }, token, signIn).catch(() => signal.throwIfAborted());
      return next ? send(again, next) : response;
    });
  }

  /** Gets a new access token, whatever the age of the old one. Rejects as `accessToken`. */
  refresh(options?: CallOptions): Promise<void> {
    return run(() => this.#use((engine) => engine.refresh(options), options));
  }

  /**
   * Forgets the tokens on this device, at once and in any case, then has the server end them.
   * `told` says whether the server did. `everywhere` (FusionAuth only) ends all of the user's sessions.
   */
  signOut(options: { everywhere?: boolean } = {}): Promise<{ readonly told: boolean }> {
    const begun = ++this.#begun;
    return run(async () => {
      const { everywhere = false } = options;
      return { told: await (await this.#open()).signOut(everywhere, begun) };
    });
  }

  /** Ends timers and listeners of this object; the user stays signed in. */
  close(): void {
    this.#closing.abort();
    this.#listeners.clear();
    // Later: first come the calls that have waited for it, and take along what they need.
    this.#opening?.then(
      (engine) => setTimeout(() => engine.free()),
      () => {},
    );
    this.#opening = Promise.reject(clientError("the session is closed", { kind: "no_session" }));
    this.#opening.catch(() => {});
    this.#engine = undefined;
  }

  async #keep(answer: TokenAnswer, begun: number): Promise<void> {
    const kept = await (await this.#open()).keep(answer, begun);
    if (!kept) throw clientError("tokens: there is none in this answer", { kind: "validation" });
  }

  /** An access token, and the number of its sign-in. */
  #accessToken(options?: Waiting): Promise<[token: Secret, signIn: number]> {
    return this.#use((engine) => engine.accessToken(options), options);
  }

  /** The token to make a call again with that a server refused, if there is one of the same sign-in. */
  #another(options: CallOptions | undefined, token: Secret, signIn: number): Promise<Secret | undefined> {
    return this.#use((engine) => engine.another(token, signIn), options);
  }

  /** The state that the storage tells, at once if it answers at once; nothing of it needs the engine. */
  async #read(): Promise<SessionState> {
    const tell = (record?: unknown) => {
      if (this.state.get().status !== "loading" || this.#closing.signal.aborted) return;
      this.#isKnown = true;
      this.#listeners.changed(known(record, !this.#storage.inMemory));
      // Who makes the session has its listeners in place by then. Who is signed in needs the next token one day;
      // for nobody the engine is not needed before another tab signs in.
      queueMicrotask(() => {
        this.#listeners.happened({ type: "ready" });
        if (this.state.get().status === "signed_in") this.#open().catch(() => {});
      });
    };
    try {
      const record = this.#storage.get(this.#options.storageKey);
      if (typeof record !== "object" || !record) tell(record);
      else tell(await within(() => record, undefined, STORE_LIMIT));
    } catch {
      // What was thrown may quote the tokens.
      tell();
    }
    this.#watch();
    return this.state.get();
  }

  /** What `work` does with the engine. The options of the call end the wait for it; a refresh goes on for the others. */
  #use<T>(work: (engine: SessionEngine) => Promise<T>, options?: CallOptions): Promise<T> {
    const { signal, timeoutMs } = options ?? {};
    return within(async () => work(await this.#open()), signal, timeoutMs ?? undefined);
  }

  #open(): Promise<SessionEngine> {
    if (!this.#opening || this.#engine?.failure) {
      const opening = this.#client[OPEN](this.#storage, this.#options, (...news) => this.#happened(...news));
      this.#opening = opening;
      opening.then(
        (engine) => {
          if (this.#opening === opening) this.#engine = engine;
          this.#watch();
        },
        () => {
          // What failed may succeed next time.
          if (this.#opening === opening) this.#opening = undefined;
        },
      );
    }
    return this.#opening;
  }

  #happened(state: SessionState, event: SessionEvent): void {
    // What the engine has read was told already, unless somebody has written meanwhile.
    if (event.type === "ready" && this.#isKnown) {
      this.#listeners.reread(state);
    } else {
      this.#isKnown = true;
      this.#listeners.changed(state);
      this.#listeners.happened(event);
    }
  }

  /** A tab that was frozen or offline, and another tab's writing, are reasons to look again. */
  #watch(): void {
    const { signal } = this.#closing;
    if (signal.aborted || this.#isWatching) return;
    this.#isWatching = true;
    const look = () => {
      if (signal.aborted) return;
      this.#open().then(
        (engine) => engine.wake(),
        () => {},
      );
    };
    // Where nobody has been signed in there is nothing to wake.
    const wake = () => this.#opening && look();
    const end = watch(this.#storage, this.#options.storageKey, look);
    signal.addEventListener("abort", () => end?.());
    const sources: [EventTarget | undefined, string][] = [
      [globalThis, "online"],
      [globalThis, "pageshow"],
      [globalThis.document, "visibilitychange"],
    ];
    for (const [target, type] of sources) {
      // Without `signal`: jsdom takes only signals of its own here.
      target?.addEventListener?.(type, wake);
      signal.addEventListener("abort", () => target?.removeEventListener?.(type, wake));
    }
  }
}
