// `matricula-test-server`: a server for tests, in the test's own process.

import { type Core, open, type ServerOptions } from "./core.js";
import { fetchOf } from "./fetch.js";
import { argumentsOf, bind, load, read, withSlashes } from "./host.js";
import type { TestServer } from "./interface.js";
import { members } from "./members.js";
import type { Port, PortOptions } from "./port.js";

export type { ServerOptions } from "./core.js";
export type { Delivery, Fault, Mail, SeenRequest, Snapshot, TestServer } from "./interface.js";
export type { PortOptions } from "./port.js";

/** The default URL of a server that has no port. */
const URL_WITHOUT_PORT = "http://matricula.test";

/** How {@link createTestServer} makes the server. */
export interface CreateOptions extends ServerOptions {
  /** The URL under which clients know the server; `http://matricula.test` by default. */
  url?: string;
}

/** How {@link startTestServer} starts the server. */
export interface StartOptions extends ServerOptions, PortOptions {
  /**
   * The flags of the program `matricula-test-server`, for example `["--kickstart", "kickstart.json"]`. The other
   * options override them.
   */
  args?: readonly string[];
}

/**
 * Makes a server without a port, with a new database in memory. Use its `fetch` to send requests to it.
 *
 * @example
 * const server = await createTestServer();
 * const fusio = new FusioClient({ baseUrl: server.url, fetch: server.fetch });
 */
export async function createTestServer(options: CreateOptions = {}): Promise<TestServer> {
  return serverOf(options.url ?? URL_WITHOUT_PORT, options, []);
}

/**
 * Starts a server on a port of this machine (by default a free port), with a new database in memory. The server
 * runs until you call `stop`, or until the process ends. It does not keep the process alive.
 *
 * @example
 * const server = await startTestServer();
 * const fusio = new FusioClient({ baseUrl: server.url });
 */
export async function startTestServer(options: StartOptions = {}): Promise<TestServer> {
  const { args, ...given } = options;
  const flags: StartOptions & { url?: string } = args ? await argumentsOf(args) : {};
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const { url, ...chosen } = { url: undefined, ...flags, ...named, config: merged(flags.config, given.config) };
  const port = await bind(chosen);
  try {
    return await serverOf(url ?? port.url, chosen, [port]);
  } catch (error) {
    await port.close();
    throw error;
  }
}

/** Merges two configs, and their members `server`; the values of `other` win. */
function merged(one: { server?: object } = {}, other: { server?: object } = {}): object {
  return { ...one, ...other, server: { ...one.server, ...other.server } };
}

async function serverOf(address: string, options: ServerOptions, ports: Port[]): Promise<TestServer> {
  const url = address.replace(/\/+$/, "");
  await load();
  let opened: Core | undefined;
  const core = () => {
    if (!opened) throw new TypeError("fetch failed: the test server is not ready");
    return opened;
  };
  const fetch = fetchOf(core, url, globalThis.fetch);
  opened = await open(url, options, { fetch, read, withSlashes });
  const served = opened;
  for (const port of ports) port.serve(served);

  async function stop(): Promise<void> {
    served.stop();
    await Promise.all(ports.map((port) => port.close()));
  }

  return {
    ...members(url, `${url}/_test`, fetch),
    async listen(options = {}) {
      served.check();
      const port = await bind(options);
      ports.push(port);
      try {
        // `stop` may have been called meanwhile.
        served.check();
      } catch (error) {
        await port.close();
        throw error;
      }
      port.serve(served);
      return port.url;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
