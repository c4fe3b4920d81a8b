// The program `matricula-test-server`: reads flags, and prints one JSON line when the server is ready.

import { readFileSync } from "node:fs";
import { argv, env, exit, stderr, stdin, stdout } from "node:process";

import { chosen, FlagError, read } from "./flags.js";
import { startTestServer } from "./index.js";

const HELP = `A test server for registration and login that answers like Fusio and like FusionAuth. Its data is in memory.

Usage: matricula-test-server [FLAGS]

  --port N               port to listen on, 0 to 65535; 0 means any free port (default: 0)
  --host ADDRESS         address to listen on; 0.0.0.0 needs --url (default: 127.0.0.1)
  --url URL              URL under which clients reach the server, for links in mails (default: host and port)
  --allow-host NAME      host name that the server accepts besides IP addresses, localhost, names without a dot
                         and the host of --url; can be given several times
  --config FILE          JSON file with an object \`server\`, a list \`users\` and the settings: fusio, fusionauth,
                         mail, cors, captcha, provider. The native program reads TOML
  --kickstart FILE       FusionAuth kickstart file
  --password-hash COST   argon2id, or cheap for test suites (default: cheap)
  --until-stdin-ends     stop when standard input ends
  -h, --help             print this
  -V, --version          print the version

Environment: each flag except --help and --version has a variable, such as MATRICULA_PORT. A flag overrides its
variable, and both override the config file. An empty variable counts as not set.

Output: one JSON line on stdout when the server is ready, {"control", "url", "version"}.
`;

/**
 * The exit code after a `FlagError`. The native program has the same code for wrong flags. If the server refuses a
 * value, such as an unknown password hash, the exit code is 1.
 */
const WRONG_USE = 2;
/** The longest that a timer can wait, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

async function main(): Promise<void> {
  const flags = read(argv.slice(2), env);
  const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
  if (flags.help) return void stdout.write(HELP);
  if (flags.version) return void stdout.write(`matricula-test-server ${version}\n`);
  const options = await chosen(flags);
  const server = await startTestServer(options);
  // The port alone does not keep the process alive.
  setInterval(() => {}, LONGEST_TIMER);
  const stop = () => void server.stop().then(() => exit(0));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  if (flags.untilStdinEnds) stdin.on("end", stop).on("error", stop).resume();
  stdout.write(`${JSON.stringify({ control: server.controlUrl, url: server.url, version })}\n`);
}

main().catch((error: Error) => {
  stderr.write(`error: ${error.message}\n`);
  exit(error instanceof FlagError ? WRONG_USE : 1);
});
