// Runs the programs of the checks: the test server and other programs.

import { execFile } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { promisify } from "node:util";

import { KICKSTART, startServer } from "../../js-tests/support.mjs";

const run = promisify(execFile);
export const SERVER = process.env.MATRICULA_TEST_SERVER_BIN;
/** The path of the example program `registrations`. */
export const REGISTRATIONS = process.env.MATRICULA_REGISTRATIONS;
/** The user whom the samples on the pages log in. */
const BAZ = { name: "baz", email: "baz@example.com", password: "foobar!123" };
export const API_KEY = "bf69486b-4733-4470-a592-f1bfce7af580";

/** A test server with tenants and applications; `fresh` resets it, and creates the user of the pages. */
export async function pagesServer() {
  const server = await startServer("--kickstart", KICKSTART);
  return {
    ...server,
    async fresh() {
      await server.reset();
      await server.control("POST", "/users", BAZ);
    },
  };
}

/**
 * Runs a program with the test server on its PATH. Returns the output if the program fails, and an empty text if it
 * succeeds.
 */
export async function failureOf(program, args, cwd, more = {}) {
  const env = {
    ...process.env,
    ...more,
    API_KEY,
    FUSIONAUTH_API_KEY: API_KEY,
    PATH: `${dirname(SERVER)}${delimiter}${process.env.PATH}`,
  };
  // With this variable, a test runner in the program would write its results in a form for the outer test runner.
  delete env.NODE_TEST_CONTEXT;
  try {
    await run(program, args, { cwd, env, timeout: 60_000 });
    return "";
  } catch ({ stdout, stderr, message }) {
    return `${stdout}${stderr}` || message;
  }
}

/** The output of a program. */
export const output = async (program, args) => (await run(program, args, { timeout: 60_000 })).stdout;
