// The programs that the checks run: the test server, and Node with the server on its PATH.

import { execFile } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { promisify } from "node:util";

import { KICKSTART, startServer } from "../../js-tests/support.mjs";

const run = promisify(execFile);
export const SERVER = process.env.MATRICULA_TEST_SERVER_BIN;
/** The command line of the examples. */
export const REGISTRATIONS = process.env.MATRICULA_REGISTRATIONS;
/** Who the pages sign in. */
const BAZ = { name: "baz", email: "baz@example.com", password: "foobar!123" };
export const API_KEY = "bf69486b-4733-4470-a592-f1bfce7af580";

/** A test server with tenants and applications; `fresh` makes it as it was, and knows who the pages sign in. */
export async function pagesServer() {
  const server = await startServer("--kickstart", KICKSTART);
  return {
    ...server,
    async fresh() {
      await server.reset();
      await server.tell("POST", "/users", BAZ);
    },
  };
}

/** What a program wrote when it failed; nothing when it did not. */
export async function failureOf(program, args, cwd, more = {}) {
  const env = {
    ...process.env,
    ...more,
    API_KEY,
    FUSIONAUTH_API_KEY: API_KEY,
    PATH: `${dirname(SERVER)}${delimiter}${process.env.PATH}`,
  };
  // A test runner inside of a test runner writes for that, and not for people.
  delete env.NODE_TEST_CONTEXT;
  try {
    await run(program, args, { cwd, env, timeout: 60_000 });
    return "";
  } catch ({ stdout, stderr, message }) {
    return `${stdout}${stderr}` || message;
  }
}

/** What a program prints. */
export const output = async (program, args) => (await run(program, args, { timeout: 60_000 })).stdout;
