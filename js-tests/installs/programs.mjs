// Runs tools that users of the package work with, such as Jest.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import * as processes from "../processes.mjs";
import { project } from "../support.mjs";

/** The folder with the installed tools. It is next to the folder of the test apps, so the apps find the tools, too. */
const installed = join(dirname(project), "node_modules");
/** Turns off the telemetry of the tools. */
const SILENT = { NEXT_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

/** Whether a tool is installed: some tools do not exist for every platform. */
export const has = (tool) => existsSync(join(installed, tool, "package.json"));

/** The folder of a tool. */
export const folderOf = (tool) => join(installed, tool);

const path = (program) => (program === "node" ? process.execPath : join(installed, ".bin", program));
const set = (program, { cwd, env }) => ({
  cwd,
  env: { ...SILENT, ...env },
  shell: process.platform === "win32" && program !== "node",
});

/** Runs a program, which must succeed; returns its output. */
export const run = (program, args, options) => processes.run(path(program), args, set(program, options));

/** Starts a server program; returns the text that `ready` finds in its output, and a function that stops it. */
export const serve = (program, args, ready, options) =>
  processes.serve(path(program), args, ready, set(program, options));
