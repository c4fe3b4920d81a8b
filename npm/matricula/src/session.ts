// `Session` keeps the state and its listeners. Everything else is done by the engine: the compiled Rust code, which is
// loaded when it is needed first.

import { originOf } from "./challenge.js";
import { type AnyClient, OPEN, OPTIONS, type Settings, type SignIn } from "./client.js";
import type { SessionEngine } from "./engine/glue.js";
import { clientError } from "./errors.js";
import { STORE_LIMIT } from "./generated/constants.js";
import type { FusioClient } from "./generated/fusio.js";
import type { FusionAuthClient } from "./generated/fusionauth.js";
import type { CallOptions, LoginOutcome, Secret, TwoFactorLoginRequest } from "./generated/wire.js";
import { known } from "./known.js";
import { Listeners } from "./listeners.js";
import { Login } from "./login.js";
import { placed, run } from "./placed.js";
import type {
  ProviderLogin,
  SessionEvent,
  SessionOptions,
  SessionState,
  SessionStore,
  SessionUser,
  TokenAnswer,
} from "./session-types.js";
import { adapter, onReturn, watch } from "./storage.js";
import { tokenFetch } from "./token-fetch.js";
import { within } from "./within.js";

type Waiting = CallOptions & { minTtlSeconds?: number };

/**
 * The session of one user. It keeps the tokens and refreshes them before they expire, once for all callers and all
 * tabs. It ends when somebody signs out, or when the server refuses the refresh token. Without a refresh token, it ends
 * when the access token has expired or was refused. An outage does not end a session that has a refresh token.
 */
export class Session<C extends FusioClient | FusionAuthClient<any, any>> {
  readonly #client: AnyClient;
  readonly #options: Settings;
  readonly #storage: ReturnType<typeof adapter>;
  readonly #login: Login | undefined;
  /** The engine as a promise, and the engine itself once it is loaded. */
  #opening: Promise<SessionEngine> | undefined;
  #engine: SessionEngine | undefined;
  readonly #ready: Promise<SessionState>;
  #asked: Promise<SessionState> | undefined;
  readonly #listeners = new Listeners();
  /** Whether the listeners know the state in the storage. */
  #isKnown = false;
  #isWatching = false;
  readonly #closing = new AbortController();
  /** Counts the sign-ins and sign-outs. The one that began last takes effect, even if an earlier one ends later. */
  #begun = 0;
  /** The value of `#begun` at the last sign-out for which the engine could not be loaded. */
  #ended = 0;

  /** Whether somebody is signed in. */
  readonly state: SessionStore = this.#listeners.store;

  /** A session with the server of `client`. It can be used immediately: if necessary, methods wait for the storage. */
  constructor(client: C, options?: SessionOptions) {
    this.#client = client as unknown as AnyClient;
    const { baseUrl, tenantId } = this.#client[OPTIONS];
    const storageKey = options?.storageKey ?? `matricula:${baseUrl}${tenantId ? `:${tenantId}` : ""}`;
    // The first call reports an invalid address, as it reports invalid options of the client.
    const tokenOrigins = options?.tokenOrigins ?? [originOf(baseUrl)];
    this.#options = { ...options, storageKey, tokenOrigins };
    if (FUSIO) this.#login = new Login(`${storageKey}:login`);
    this.#storage = adapter(this.#options.storage);
    const { refreshAheadSeconds: ahead } = this.#options;
    const valid = ahead == null || (typeof ahead === "number" && ahead >= 0);
    // The engine reports an invalid value.
    this.#ready = valid ? this.#read() : this.#open().then(() => this.state.get());
    // If the app does not ask for `ready`, nothing else would say why the state stays `loading`.
    this.#ready.catch((error) => {
      if (!this.#asked) console.error(error);
    });
  }

  /** The client of the session. */
  get client(): C {
    return this.#client as unknown as C;
  }

  /**
   * Settles when the storage was read; this needs no WebAssembly. Rejects with `validation` when
   * `refreshAheadSeconds` is invalid. If the app has not read `ready` before, the console shows this error.
   */
  get ready(): Promise<SessionState> {
    return (this.#asked ??= this.#ready.catch(placed));
  }

  /** @internal */
  get [Symbol.toStringTag](): string {
    return "Session";
  }

  /** Calls `listener` with every event of this type; returns a function that removes the listener. */
  on<T extends SessionEvent["type"]>(
    type: T,
    listener: (event: Extract<SessionEvent, { type: T }>) => void,
    options: { signal?: AbortSignal } = {},
  ): () => void {
    return this.#listeners.on(type, listener, options.signal);
  }

  /**
   * Logs in as the client's `login` does, and keeps the tokens. With FusionAuth only the outcome `signed_in` is a
   * login; other outcomes do not change the session.
   *
   * With Fusio, a login with `scopes` asks for the scope `authorization` as well: without it the server does not end
   * the token at a sign-out.
   *
   * Rejects as the client's `login` does. Rejects with `aborted` if another sign-in or a sign-out began after this call
   * and has taken effect: then the session asks the server to end the tokens of this call. `setTokens` and
   * `handleCallback` do the same.
   */
  signIn(request: Parameters<C["login"]>[0], options?: CallOptions): ReturnType<C["login"]> {
    return this.#signIn("login", request, options) as ReturnType<C["login"]>;
  }

  /**
   * Completes a login that asked for a second factor (`two_factor_required`), and keeps the tokens as `signIn` does.
   * With `trustComputer` it also keeps the trust id. On this device, `signIn` with any login id of the user then needs
   * no second factor, even after a sign-out. Rejects as the client's `twoFactorLogin` does, and with `aborted` as
   * `signIn` does.
   */
  signInTwoFactor<U extends object, R extends object>(
    this: Session<FusionAuthClient<U, R>>,
    request: TwoFactorLoginRequest,
    options?: CallOptions,
  ): Promise<LoginOutcome<U, R>> {
    return this.#signIn("twoFactorLogin", request, options) as Promise<LoginOutcome<U, R>>;
  }

  /** Does the same as `signIn`, but with a code instead of a password, as the client's `passwordlessLogin` does. */
  signInPasswordless<U extends object, R extends object>(
    this: Session<FusionAuthClient<U, R>>,
    request: Parameters<FusionAuthClient["passwordlessLogin"]>[0],
    options?: CallOptions,
  ): Promise<LoginOutcome<U, R>> {
    return this.#signIn("passwordlessLogin", request, options) as Promise<LoginOutcome<U, R>>;
  }

  /**
   * Signs in with the answer of another call, such as `identityCallback`. Rejects with `validation` when the answer has
   * no token, and with `aborted` as `signIn` does.
   */
  setTokens(answer: TokenAnswer): Promise<void> {
    const begun = ++this.#begun;
    return run(() => this.#keep(answer, begun));
  }

  /**
   * Sends the browser to a provider. The browser comes back to `redirectUri`, where `handleCallback`
   * completes the login. This must happen within 10 minutes and in the same tab. Only the login that
   * started last counts.
   *
   * Rejects as the client's `identityRedirect` does, and with `storage` when `sessionStorage` is full.
   */
  startLogin(this: Session<FusioClient>, login: ProviderLogin): Promise<{ readonly url: string }> {
    if (!FUSIO) return Promise.reject();
    return run(async () => {
      const { identity, redirectUri, returnTo, navigate = (url) => globalThis.location?.assign(url) } = login;
      const { url, nonce } = await (this.#client as unknown as FusioClient).identityRedirect(identity, redirectUri);
      this.#login?.start(nonce, returnTo);
      navigate(url);
      return { url };
    });
  }

  /**
   * Completes a login through a provider. It first removes the tokens and the nonce from the address bar,
   * then signs in. A second call for the same login returns the same promise. By default, `url` is the page's address.
   *
   * `returnTo` is the value that `startLogin` got. It comes from this tab's storage, never from the
   * address. The package does not open `returnTo`. An app that takes `returnTo` from an address must check
   * that it is one of the app's own paths.
   *
   * Rejects with `callback`; the session stays as it is. The `code` is `not_a_callback` (an ordinary
   * visit), `unknown_transaction` (no login is under way in this tab, or it has ended),
   * `state_mismatch` (`url` belongs to another login; the login under way goes on) or
   * `expired_transaction`. If the provider refuses the login, for example with `access_denied`, Fusio
   * itself shows the error.
   */
  handleCallback(
    this: Session<FusioClient>,
    url: string | URL = globalThis.location?.href,
  ): Promise<{ readonly returnTo: string | null }> {
    if (!FUSIO) return Promise.reject();
    const begun = ++this.#begun;
    const take = async (url: string, nonce: string) =>
      this.#keep(await (this.#client as unknown as FusioClient).identityCallback(url, nonce), begun);
    return (this.#login as Login).finish(`${url}`, take);
  }

  /**
   * An access token that is valid for at least `minTtlSeconds`, or for half of its lifetime if that is less. Refreshes
   * the token first if necessary.
   *
   * Rejects with `no_session` (also if somebody else has signed in during the refresh), with `session_expired`, or with
   * the error of the refresh if the old token has expired.
   */
  accessToken(options?: CallOptions & { minTtlSeconds?: number }): Promise<Secret> {
    return run(async () => (await this.#accessToken(options))[0]);
  }

  /**
   * Calls `work` with the access token. When the server refuses the token (`unauthorized`), calls
   * `work` once more with a new token of the same sign-in. When the user has signed out meanwhile,
   * or somebody else has signed in, it rejects with the first error.
   */
  call<T>(work: (token: Secret) => Promise<T>, options?: CallOptions): Promise<T> {
    // This uses `then`, because an async function would be the first entry in the stack of an error in `work`.
    return this.#accessToken(options)
      .catch(placed)
      .then(([token, signIn]) =>
        Promise.resolve(token)
          .then(work)
          .catch((error) => {
            if (error?.kind !== "unauthorized") throw error;
            return this.#use((engine) => engine.another(token, signIn), options)
              .catch(placed)
              .then((next) => {
                if (!next) throw error;
                return work(next);
              });
          }),
      );
  }

  /**
   * `fetch` with the access token. After a 401 it sends the request once more, if a new token of the
   * same sign-in can help. A request to an origin that is not in `tokenOrigins` goes without the
   * token.
   *
   * Rejects as `accessToken` and the platform's `fetch` do.
   */
  fetch(...request: Parameters<typeof globalThis.fetch>): Promise<Response> {
    return run(async () =>
      tokenFetch(this.#client[OPTIONS], this.#options.tokenOrigins, new Request(...request), (work, options) =>
        this.call(work, options),
      ),
    );
  }

  /** Gets a new access token, even if the old one is valid. Rejects as `accessToken` does, and if the refresh fails. */
  refresh(options?: CallOptions): Promise<void> {
    return run(() => this.#use((engine) => engine.refresh(options), options));
  }

  /**
   * The user: Fusio's account, or FusionAuth's user. The server is asked once for each sign-in, and all callers share
   * its answer; the answer to a login of FusionAuth already has the user. The answer is kept in memory until the
   * sign-in ends, and never in the storage. With `fresh`, the server is always asked, for example after a change of the
   * user.
   *
   * Rejects as `accessToken` and the client's `account` or `findUser` do. Rejects with `no_session` also when the
   * sign-in has ended before the answer came. After a failure, the next call asks again. But after a failure with
   * `fresh`, a call without `fresh` returns the earlier answer, if there is one.
   */
  user(options?: CallOptions & { fresh?: boolean }): Promise<SessionUser<C>> {
    return run(() => this.#use((engine) => engine.user(options), options));
  }

  /**
   * First removes the tokens from this device, then asks the server to end them. The result `told` says whether the
   * server confirmed this. `everywhere` (FusionAuth only) ends all of the user's sessions. If the package's
   * engine (WebAssembly or JavaScript) cannot be loaded, the server is not asked.
   */
  signOut(options?: { everywhere?: boolean }): Promise<{ readonly told: boolean }> {
    const begun = ++this.#begun;
    const isClosed = this.#closing.signal.aborted;
    return run(async () => {
      const engine = await this.#open().catch(async (error) => {
        if (isClosed) throw error;
        this.#ended = begun;
        // As with an engine, a storage that fails or hangs does not stop the sign-out.
        await within(() => this.#storage.remove(this.#options.storageKey), undefined, STORE_LIMIT).catch(() => {});
        await this.#ready.catch(() => {});
        this.#listeners.reread(known(), "user");
      });
      return { told: !!(await engine?.signOut(!!options?.everywhere, begun)) };
    });
  }

  /** Ends timers and listeners of this object; the user stays signed in. */
  close(): void {
    this.#closing.abort();
    this.#listeners.clear();
    // Calls may wait for the engine. Because of the timer, they run before the engine is freed, and then keep the parts
    // of the engine that they need.
    this.#opening?.then(
      (engine) => setTimeout(() => engine.free()),
      () => {},
    );
    this.#opening = Promise.reject(clientError("the session is closed", { kind: "no_session" }));
    this.#opening.catch(() => {});
    this.#engine = undefined;
  }

  #signIn(operation: SignIn, request: unknown, options?: CallOptions): Promise<TokenAnswer> {
    const begun = ++this.#begun;
    return run(async () => {
      // First, `options` limits the wait for the engine; after that, it limits the call.
      const engine = await this.#use((engine) => engine, options);
      return engine.signIn((asked) => this.#client[operation](asked, options), request, begun);
    });
  }

  async #keep(answer: TokenAnswer, begun: number): Promise<void> {
    const engine = await this.#open();
    // The engine must know a sign-out that is newer than this sign-in.
    if (begun < this.#ended) await engine.signOut(false, this.#ended);
    await engine.setTokens(answer, begun);
  }

  /** An access token, and the number of its sign-in. */
  #accessToken(options?: Waiting): Promise<[token: Secret, signIn: number]> {
    return this.#use((engine) => engine.accessToken(options), options);
  }

  /** Reads the state from the storage, synchronously if the storage is synchronous. This needs no engine. */
  async #read(): Promise<SessionState> {
    const tell = (record?: unknown) => {
      if (this.#isKnown || this.#closing.signal.aborted) return;
      this.#isKnown = true;
      this.#listeners.changed(known(record, !this.#storage.inMemory));
      // A microtask lets the app add its listeners first. A signed-in user will need a new token, which only the engine
      // can get; without a user the engine is not needed before the next sign-in.
      queueMicrotask(() => {
        this.#listeners.happened({ type: "ready" });
        if (this.state.get().status === "signed_in") this.#open().catch(() => {});
      });
    };
    // This comes before the first read, so that the session misses no change after the read.
    this.#watch();
    try {
      const record = this.#storage.get(this.#options.storageKey);
      if (typeof record !== "object" || !record) tell(record);
      else tell(await within(() => record, undefined, STORE_LIMIT));
    } catch {
      // The error is not reported, because it may quote the tokens.
      tell();
    }
    return this.state.get();
  }

  /** Does `work` with the engine. `options` limits how long this call waits; a refresh goes on for other calls. */
  #use<T>(work: (engine: SessionEngine) => T | Promise<T>, options?: CallOptions): Promise<T> {
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
          // After a failure the next call tries again.
          if (this.#opening === opening) this.#opening = undefined;
        },
      );
    }
    return this.#opening;
  }

  #happened(state: SessionState | undefined, event: SessionEvent): void {
    // The listeners already know what the engine has read, unless the storage has changed meanwhile.
    if (event.type === "ready" && this.#isKnown) {
      this.#listeners.reread(state as SessionState);
    } else {
      this.#isKnown = true;
      this.#listeners.happened(event, state);
    }
  }

  /** Wakes the engine when another session, tab or process has changed the storage, and at the events of `onReturn`. */
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
    // Before a sign-in no engine is open, so there is nothing to wake.
    const wake = () => this.#opening && look();
    const end = watch(this.#storage, this.#options.storageKey, look);
    signal.addEventListener("abort", () => end?.());
    onReturn(wake, signal);
  }
}
