// Runs the programs of the tools: each ends in time, with all that it has started.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import { project, within } from "../support.mjs";

const GROUPS = process.platform !== "win32";
/** Where xtask has installed the tools; the project of the tests is in there, so that apps find them. */
const installed = join(dirname(project), "node_modules");
/** A build on a machine that is busy with others. */
const LONGEST = 240_000;

/** Whether a package of the tools is there: some are not made for every platform. */
export const has = (tool) => existsSync(join(installed, tool, "package.json"));

/** Where a package of the tools is. */
export const folderOf = (tool) => join(installed, tool);

function start(program, args, { cwd, env }) {
  const path = program === "node" ? process.execPath : join(installed, ".bin", program);
  const child = spawn(path, args, {
    cwd,
    // Nothing is reported to the makers of the tools, and nothing coloured to us.
    env: { ...process.env, NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", NODE_TEST_CONTEXT: undefined, ...env },
    detached: GROUPS,
    shell: !GROUPS && program !== "node",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const running = { child, output: "", ended: once(child, "close") };
  child.stdout.on("data", (data) => (running.output += data));
  child.stderr.on("data", (data) => (running.output += data));
  const kill = () => {
    try {
      process.kill(GROUPS ? -child.pid : child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  process.once("exit", kill);
  running.stop = async () => {
    kill();
    await running.ended.catch(() => {});
    process.off("exit", kill);
  };
  return running;
}

/** Runs a program to its end, which must be a good one; gives what it printed. */
export async function run(program, args, options) {
  const running = start(program, args, options);
  try {
    const [code] = await within(running.ended, program, LONGEST);
    assert.equal(code, 0, `${program} ${args.join(" ")}:\n${running.output}`);
    return running.output;
  } finally {
    await running.stop();
  }
}

/** Starts a program that serves: gives what `ready` finds in its output, and how to stop it. */
export async function serve(program, args, ready, options) {
  const running = start(program, args, options);
  const said = new Promise((resolve) => {
    const look = () => {
      const found = ready.exec(running.output);
      if (found) resolve(found[1]);
    };
    running.child.stdout.on("data", look);
  });
  try {
    const ended = running.ended.then(() => Promise.reject(new Error(`${program} has ended: ${running.output}`)));
    return { found: await within(Promise.race([said, ended]), program, LONGEST), stop: running.stop };
  } catch (error) {
    await running.stop();
    throw error;
  }
}
