// Follows a page as a reader does: writes its blocks to files in an empty folder, and runs its commands.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { basename, dirname, join } from "node:path";

import { run, serve } from "../../../js-tests/processes.mjs";
import { ROOT } from "../markdown.mjs";

/** The commands that run until they are stopped. They print their address. */
const SERVES =
  /^((npx )?matricula-test-server|npx (vite(?! build)|next (dev|start)|nuxt dev|sirv-cli)|(\S+=\S+ )*node --env-file=\.env|python3 -m http\.server)(?!\S)/;
const ADDRESS = /(http:\/\/(?:127\.0\.0\.1|localhost):\d+)/;
const PORT = /(?<=127\.0\.0\.1:|localhost:|--port |PORT=|http\.server )\d+/g;

/**
 * Follows a page in `folder`, which is emptied first. The options are functions:
 * - `env(command)` returns the environment variables of a command.
 * - `instead(command)` returns the command that is run in place of `command`. It is not called for `cd`, and not for
 *   commands that start a server.
 * - `seen(text)` is called for each output that the page shows.
 *
 * Returns:
 * - `folder`, and the addresses of the started servers: `fusio` is the test server, `apps` are all apps, `app` is the
 *   last app.
 * - `stop()` stops the servers.
 * - `rebuild()` repeats the last command that is not `cd` and does not start a server.
 * - `restart(env)` starts the last server once more, at another port and with the additional variables `env`.
 */
export async function follow(page, folder, { env = () => ({}), instead = (command) => command, seen } = {}) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const ports = await freePorts(page.blocks);
  const served = { apps: [] };
  const running = [];
  const stop = () => Promise.all(running.splice(0).map((one) => one.stop()));
  let cwd = folder;
  let printed = "";
  const last = {};

  async function start(line, more) {
    const started = line.replace(/^(\S+=\S+ )*/, "$&exec ");
    const { found, stop } = await serve(started, [], ADDRESS, { cwd, env: { ...env(line), ...more }, shell: true });
    running.push({ stop });
    return { app: found, stop };
  }

  async function command(line) {
    const [program, ...args] = line.split(" ");
    if (program === "cd" && args.length === 1) cwd = join(cwd, args[0]);
    else if (SERVES.test(line)) {
      const { app } = await start((last.server = line));
      if (line.includes("matricula-test-server")) served.fusio = app;
      else served.apps.push((served.app = app));
    } else {
      last.command = line;
      printed = await run(instead(line), [], { cwd, env: env(line), shell: true, longest: 900_000 });
    }
  }

  const rebuild = () => command(last.command);
  const restart = async (more) => start(withPorts(last.server, await freePorts([{ text: last.server }])), more);

  try {
    for (const block of page.blocks) {
      const where = `${block.file}:${block.line}`;
      const text = withPorts(block.text, ports);
      if (block.lang === "sh") {
        for (const line of text.trimEnd().split("\n")) {
          await command(line).catch((cause) => assert.fail(`${where}: ${cause.message}`));
        }
      } else if (block.lang === "text") {
        assert.ok(
          printed.includes(text),
          `${where}: the last command has not printed the text of this block. It has printed:\n${printed}`,
        );
        seen?.(text);
      } else {
        assert.ok(block.name, `${where}: the page does not say which file this block is (\`${block.info}\`)`);
        write(join(cwd, block.name), text);
      }
    }
    return { ...served, folder, stop, rebuild, restart };
  } catch (error) {
    await stop();
    throw error;
  }
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  // With our lock file, the dependencies have versions that are already built, and not the newest ones.
  if (basename(path) === "Cargo.toml") copyFileSync(join(ROOT, "Cargo.lock"), join(dirname(path), "Cargo.lock"));
}

/**
 * Finds a free port for each port that the page names. Several pages are followed at the same time, and they name the
 * same ports.
 */
async function freePorts(blocks) {
  const ports = new Set(blocks.flatMap(({ text }) => text.match(PORT) ?? []));
  const found = new Map();
  for (const port of ports) found.set(port, String(await freePort()));
  return found;
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const withPorts = (text, ports) => text.replace(PORT, (port) => ports.get(port));
