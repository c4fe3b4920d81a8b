// What the build puts in the place of these names: the engine, as wasm-bindgen and wasm-opt leave it.

/** wasm-bindgen's loader and classes. */
declare module "matricula-glue" {
  /** Starts the engine, which nothing else here works without. */
  export default function initialize(from: { module_or_path: unknown }): Promise<unknown>;

  /** A client of one server. */
  export class Engine {
    private constructor();
    static fusio(options: object): Engine;
    static fusionAuth(options: object): Engine;
    /** Makes a call; `operation` is its name in Rust, and `args` has all of its arguments but the options. */
    call(operation: string, args: unknown[], options: unknown): Promise<unknown>;
    /** Opens a session of this client. */
    session(store: unknown, options: unknown, notify: unknown): Promise<SessionEngine>;
    free(): void;
  }

  /** A server of public keys. */
  export class KeyServer {
    constructor(options: object);
    fetch(): Promise<{ keys?: unknown }>;
  }

  /** What a session is to its shell. */
  export class SessionEngine {
    keep(answer: unknown, begun: number): Promise<boolean>;
    accessToken(options: unknown): Promise<[token: string, signIn: number]>;
    another(options: unknown, refused: string, signIn: number): Promise<string | undefined>;
    refresh(options: unknown): Promise<void>;
    signOut(everywhere: boolean, begun: number): Promise<boolean>;
    wake(): void;
    free(): void;
  }
}

/** The WebAssembly: its text in base64, or in workerd a module of the app. */
declare module "matricula-wasm" {
  const wasm: unknown;
  export default wasm;
}
