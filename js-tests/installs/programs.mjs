// The programs of the users' tools, by the names that they have there.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import * as processes from "../processes.mjs";
import { project } from "../support.mjs";

/** Where xtask has installed the tools; the project of the tests is in there, so that apps find them. */
const installed = join(dirname(project), "node_modules");
/** Nothing is reported to the makers of the tools. */
const SILENT = { NEXT_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

/** Whether a package of the tools is there: some are not made for every platform. */
export const has = (tool) => existsSync(join(installed, tool, "package.json"));

/** Where a package of the tools is. */
export const folderOf = (tool) => join(installed, tool);

const path = (program) => (program === "node" ? process.execPath : join(installed, ".bin", program));
const set = (program, { cwd, env }) => ({
  cwd,
  env: { ...SILENT, ...env },
  shell: process.platform === "win32" && program !== "node",
});

/** Runs a program to its end, which must be a good one; gives what it printed. */
export const run = (program, args, options) => processes.run(path(program), args, set(program, options));

/** Starts a program that serves: gives what `ready` finds in its output, and how to stop it. */
export const serve = (program, args, ready, options) =>
  processes.serve(path(program), args, ready, set(program, options));
