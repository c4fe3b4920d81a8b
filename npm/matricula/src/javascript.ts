// The engine in JavaScript. The build compiles the WebAssembly to JavaScript, so both engines do the same.

import { start as run } from "matricula-engine";
import { instantiate, TABLE } from "matricula-javascript";

import { send } from "./dispatcher.js";
import type { Running } from "./engine/index.js";

/**
 * Makes a table of JavaScript values that works like a table of WebAssembly. `imports` has the functions that replace
 * instructions of WebAssembly; `exported` is the table as the glue sees it.
 */
function table() {
  const values: unknown[] = Array(TABLE.size).fill(null);
  const grow = (value: unknown, count: number) => values.push(...Array(count).fill(value)) - count;
  const get = (index: number) => values[index];
  const set = (index: number, value: unknown) => void (values[index] = value);
  const fill = (index: number, value: unknown, count: number) => values.fill(value, index, index + count);
  const results = (...all: number[]) => all;
  return {
    imports: { get, set, grow, fill, results },
    exported: {
      get,
      set,
      grow: (count: number, value?: unknown) => grow(value, count),
      get length() {
        return values.length;
      },
    },
  };
}

export async function start(errorClass: unknown): Promise<Running> {
  const running = await run(errorClass, async (imports, moved) => {
    const { imports: instructions, exported } = table();
    const exports = instantiate({ ...imports, table: instructions, moved });
    return { exports: { ...exports, [TABLE.name]: exported } };
  });
  return { send, ...running };
}
