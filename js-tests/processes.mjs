// Runs programs with a time limit, and ends them. Except on Windows, this also ends their child processes.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";

import { within } from "./support.mjs";

const GROUPS = process.platform !== "win32";
/**
 * The default time limit of a program, and the time limit for the start of a server, in milliseconds: enough for a busy
 * machine.
 */
const LONGEST = 240_000;

function start(program, args, { cwd, env, shell = false }) {
  const child = spawn(program, args, {
    cwd,
    // No colours, and no output in the format of the test runner.
    env: { ...process.env, NO_COLOR: "1", NODE_TEST_CONTEXT: undefined, ...env },
    detached: GROUPS,
    shell,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const running = { child, output: "", ended: once(child, "close") };
  child.stdout.on("data", (data) => (running.output += data));
  child.stderr.on("data", (data) => (running.output += data));
  const kill = () => {
    try {
      process.kill(GROUPS ? -child.pid : child.pid, "SIGKILL");
    } catch {
      // The process has already ended.
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

/** Runs a program, which must succeed; returns its output. */
export async function run(program, args, options = {}) {
  const running = start(program, args, options);
  const command = [program, ...args].join(" ");
  try {
    const [code] = await within(running.ended, command, options.longest ?? LONGEST);
    assert.equal(code, 0, `${command}:\n${running.output}`);
    return running.output;
  } finally {
    await running.stop();
  }
}

/** Starts a server program; returns the text that `ready` finds in its output, and a function that stops it. */
export async function serve(program, args, ready, options = {}) {
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
