// The types of wasm-bindgen's script, as far as it is used here. The build replaces this module with the script.

import type { FusionAuthOptions } from "../generated/wire.js";
import type { KnownTrusts } from "./trust.js";
import type { KnownUser, Notify } from "./user.js";

/** A client of one server: a vendor's server, or a server that publishes keys. */
export declare class Engine {
  /** Why the engine has ended, if it has. */
  readonly failure: Error | undefined;
  constructor(server: "fusio" | "fusionAuth" | "keys", options: object);
  /** Makes a call; `operation` is its name in JavaScript, and `args` has all arguments except the options. */
  call(operation: string, args: unknown[], options?: unknown): Promise<unknown>;
  /**
   * Opens a session of this client. The adapter `kept` stores the record of the session. Only `index.ts` reads `vendor`
   * and `client`.
   */
  session(
    kept: object,
    options: { storageKey: string },
    notify: Notify,
    vendor: string,
    client: FusionAuthOptions,
  ): Promise<SessionEngine>;
  free(): void;
}

/** The part of a session that runs in the engine; the class `Session` calls it. */
export declare class SessionEngine {
  /** Why the engine has ended, if it has. */
  readonly failure: Error | undefined;
  keep(answer: unknown, begun: number): Promise<boolean>;
  accessToken(options: unknown): Promise<[token: string, signIn: number]>;
  another(refused: string, signIn: number): Promise<string | undefined>;
  refresh(options: unknown): Promise<void>;
  /** `index.ts` adds this member and the next members, up to and including `user`. */
  isFreed?: boolean;
  known: KnownUser;
  trusts: KnownTrusts;
  /**
   * Signs in: adds the scope for the sign-out (Fusio) or a known trust id (FusionAuth) to the request, calls `login`,
   * and keeps the tokens of the answer.
   */
  signIn<T>(login: (request: unknown) => Promise<T>, request: unknown, begun: number): Promise<T>;
  /** Keeps the tokens of an answer; rejects if the answer has none. */
  setTokens(answer: unknown, begun: number): Promise<void>;
  user(options: unknown): Promise<any>;
  signOut(everywhere: boolean, begun: number): Promise<boolean>;
  wake(): void;
  free(): void;
}

/** The imports of the WebAssembly. */
export function imports(): WebAssembly.Imports;
/** Starts the engine; call this function before you use the classes of this module. */
export function finish(instance: { exports: object }): void;
/** Tells the script that the memory has a new buffer. With WebAssembly, the script notices that by itself. */
export function moved(): void;
