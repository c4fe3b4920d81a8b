// What wasm-bindgen makes of the engine's crate, as far as it is used here; the build puts its script in this place.

/** A client of one server: of a vendor, or of public keys. */
export declare class Engine {
  /** Why the engine has ended, if it has. */
  readonly failure: Error | undefined;
  constructor(server: "fusio" | "fusionAuth" | "keys", options: object);
  /** Makes a call; `operation` is its name in Rust, and `args` has all of its arguments but the options. */
  call(operation: string, args: unknown[], options: unknown): Promise<unknown>;
  /** Opens a session of this client, whose record is kept in an adapter. */
  session(kept: object, options: { storageKey: string }, notify: unknown): Promise<SessionEngine>;
  free(): void;
}

/** What a session is to its shell. */
export declare class SessionEngine {
  /** Why the engine has ended, if it has. */
  readonly failure: Error | undefined;
  keep(answer: unknown, begun: number): Promise<boolean>;
  accessToken(options: unknown): Promise<[token: string, signIn: number]>;
  another(refused: string, signIn: number): Promise<string | undefined>;
  refresh(options: unknown): Promise<void>;
  signOut(everywhere: boolean, begun: number): Promise<boolean>;
  wake(): void;
  free(): void;
}

/** What the WebAssembly imports. */
export function imports(): WebAssembly.Imports;
/** Starts the engine, which nothing else here works without. */
export function finish(instance: { exports: object }): void;
