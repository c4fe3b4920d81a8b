// The engine as the package uses it: one `call` for every operation, over the methods of wasm-bindgen's classes.

import * as glue from "matricula-glue";

import type { CallOptions, ClientOptions } from "./generated/wire.js";
import type { SessionEvent, SessionOptions, SessionState } from "./session-types.js";

export type { SessionEngine } from "matricula-glue";

/** Where a session keeps its record, as the engine wants it. Nothing here throws at once. */
export interface EngineStore {
  load(): Promise<string | null | undefined>;
  save(record: string | undefined): Promise<void>;
  lock(): { readonly granted: Promise<unknown>; release(): void };
}

/** Hears of every event of a session, and its state after that. */
export type Notify = (state: SessionState, event: SessionEvent) => void;

type Method = (...args: unknown[]) => Promise<unknown>;
type GlueClient = InstanceType<typeof glue.FusioClient>;

/** What of a client is in the engine. */
export class Engine {
  readonly #client: GlueClient;

  constructor(vendor: "fusio" | "fusionAuth", options: ClientOptions) {
    const Client = FUSIO && (vendor === "fusio" || !FUSIONAUTH) ? glue.FusioClient : glue.FusionAuthClient;
    this.#client = new Client(options);
  }

  /** Makes a call; `operation` is its name in Rust. */
  call(operation: string, args: unknown[], options?: CallOptions | null): Promise<unknown> {
    const method = operation.replace(/_./g, (pair) => pair.slice(1).toUpperCase());
    return (this.#client[method] as Method)(...args, options);
  }

  /** Opens a session of this client. */
  session(store: EngineStore, options: SessionOptions, notify: Notify): Promise<glue.SessionEngine> {
    return this.#client.__session(store, options, notify);
  }

  free(): void {
    this.#client.free();
  }
}

/** Starts the engine; `wasm` is what wasm-bindgen's loader takes. */
export async function initialize(wasm: unknown): Promise<{ Engine: typeof Engine; KeyServer: typeof glue.KeyServer }> {
  await glue.default({ module_or_path: wasm });
  return { Engine, KeyServer: glue.KeyServer };
}
