// The engine as the package uses it.

import * as glue from "matricula-glue";

import type { SessionEvent, SessionState } from "./session-types.js";

export type { SessionEngine } from "matricula-glue";

/** Where a session keeps its record, as the engine wants it. Nothing here throws at once. */
export interface EngineStore {
  load(): Promise<string | null | undefined>;
  save(record: string | undefined): Promise<void>;
  lock(): { readonly granted: Promise<unknown>; release(): void };
}

/** Hears of every event of a session, and its state after that. */
export type Notify = (state: SessionState, event: SessionEvent) => void;

/** A client, in the engine. */
export type Engine = glue.Engine;

/** Starts the engine; `wasm` is what wasm-bindgen's loader takes. */
export async function initialize(wasm: unknown): Promise<typeof glue> {
  await glue.default({ module_or_path: wasm });
  return glue;
}
