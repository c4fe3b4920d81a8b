// The engine: the WebAssembly with wasm-bindgen's glue. Its method `call` makes the calls of all operations. The build
// turns this script into a function; each call of that function starts a new engine.

import * as glue from "matricula-glue";
import { withSignOutScope } from "../server/sign-out-scope.js";
import type { Adapter } from "../storage.js";
import { atEnd, failure, guarded } from "./end.js";
import { ClientError } from "./given.js";
import { store } from "./store.js";
import { knownTrusts } from "./trust.js";
import { knownUser } from "./user.js";

/** A running engine. */
export interface Running {
  readonly Engine: typeof glue.Engine;
  /** Sends the requests, unless the client has its own `fetch`. Without `send`, the platform's `fetch` sends them. */
  readonly send?: unknown;
  /** Calls `end` when the engine has trapped; returns a function that cancels this. */
  atEnd(end: (failure: Error) => void): () => void;
}

type Method = (...args: unknown[]) => Promise<unknown>;

/**
 * Makes an instance of the WebAssembly. If the build has translated the WebAssembly to JavaScript, the instance calls
 * `moved` when its memory has a new buffer.
 */
export type Instantiate = (imports: WebAssembly.Imports, moved: () => void) => Promise<WebAssembly.Instance>;

/** The function around this script has the argument `instantiate`, and returns `result.running`. */
declare const instantiate: Instantiate;
declare const result: { running: Promise<Running> };

async function start(): Promise<Running> {
  const { exports } = await instantiate(glue.imports(), glue.moved);
  glue.finish({ exports: guarded(exports) });
  if (failure) throw failure;
  if (SESSION) {
    const { session } = glue.Engine.prototype;
    glue.Engine.prototype.session = async function (kept, options, notify, vendor, client) {
      const known = knownUser((...call) => this.call(...call), vendor, notify);
      const stored = store(kept as Adapter, options.storageKey);
      const opened = await session.call(this, stored, options, known.heard, vendor, client);
      const trusts = knownTrusts(kept as Adapter, options.storageKey, client);
      return Object.assign(opened, {
        known,
        trusts,
        user: (options: object) => known.get(opened, options),
        async signIn<T>(login: (request: unknown) => Promise<T>, request: unknown, begun: number): Promise<T> {
          const answer = await login(vendor === "fusio" ? withSignOutScope(request) : await trusts.asked(request));
          await opened.keep(answer, begun);
          return answer;
        },
        async setTokens(answer: unknown, begun: number): Promise<void> {
          if (await opened.keep(answer, begun)) return;
          const message = "the answer has none";
          const fieldErrors = { tokens: [{ message }] };
          throw new ClientError(`tokens: ${message}`, { kind: "validation", fieldErrors });
        },
      });
    };
    const { keep, free } = glue.SessionEngine.prototype;
    glue.SessionEngine.prototype.free = function () {
      this.isFreed = true;
      free.call(this);
    };
    glue.SessionEngine.prototype.keep = async function (answer, begun) {
      await this.trusts.keep(answer);
      if (this.isFreed) throw closed();
      this.known.keep(answer);
      return keep.call(this, answer, begun);
    };
    watch(glue.SessionEngine, ["keep", "accessToken", "another", "refresh", "signOut"]);
  }
  watch(glue.Engine, SESSION ? ["call", "session"] : ["call"]);
  return { Engine: glue.Engine, atEnd };
}

/** The error of a call that was under way when its session was closed. */
const closed = () => new ClientError("the session is closed", { kind: "no_session" });

/** Makes the calls of these methods reject when the engine ends, or if their object was freed before the call. */
function watch({ prototype }: { prototype: object }, names: string[]): void {
  const methods = prototype as Record<string, Method>;
  for (const name of names) {
    const method = methods[name] as Method;
    methods[name] = function (this: { isFreed?: boolean }, ...args) {
      return new Promise((resolve, reject) => {
        if (failure || this.isFreed) return reject(failure ?? closed());
        const settled = atEnd(reject);
        const settle =
          <T>(end: (value: T) => void) =>
          (value: T) => {
            settled();
            end(value);
          };
        method.apply(this, args).then(settle(resolve), settle(reject));
      });
    };
  }
  Object.defineProperty(prototype, "failure", { get: () => failure });
}

result.running = start();
