// The flags and environment variables of the program in the npm package.

import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";

import type { ServerOptions } from "./core.js";
import type { PortOptions } from "./port.js";

/** The options that the flags and the config file set. */
export interface Chosen extends ServerOptions, PortOptions {
  url?: string;
}

/** The error about a wrong flag, variable or config file. Its message is for the person who starts the server. */
export class FlagError extends Error {}

const TEXT = { type: "string" } as const;
const FLAGS = {
  port: TEXT,
  host: TEXT,
  url: TEXT,
  "allow-host": { type: "string", multiple: true },
  config: TEXT,
  kickstart: TEXT,
  "password-hash": TEXT,
} as const;
const SWITCHES = {
  "until-stdin-ends": { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
} as const;

/** The flags of the native program that this program does not have, and why. */
const NATIVE_ONLY: Record<string, string> = {
  database: "the data is in memory; the native program has `--database`",
  log: "there is no log; the native program has `--log`",
};

/** Reads a command line. For a missing flag, its environment variable is used, unless the variable is empty. */
export function read(args: readonly string[], environment: Record<string, string | undefined> = {}) {
  for (const arg of args) {
    const why = NATIVE_ONLY[arg.replace(/^--/, "").replace(/=.*/, "")];
    if (arg.startsWith("--") && why)
      throw new FlagError(`--${arg.slice(2).replace(/=.*/, "")} is not available: ${why}`);
  }
  try {
    const { values } = parseArgs({ args: [...args], options: { ...FLAGS, ...SWITCHES }, strict: true });
    const variable = (name: string) => environment[`MATRICULA_${name.toUpperCase().replaceAll("-", "_")}`] || undefined;
    // If the program ignored this variable, the data would be lost when the program ends.
    if (variable("database")) throw new FlagError(`MATRICULA_DATABASE is not available: ${NATIVE_ONLY["database"]}`);
    const text = (name: "port" | "host" | "url" | "config" | "kickstart" | "password-hash") =>
      values[name] ?? variable(name);
    return {
      port: text("port"),
      host: text("host"),
      url: text("url"),
      config: text("config"),
      kickstart: text("kickstart"),
      passwordHash: text("password-hash"),
      allowHosts: (values["allow-host"]?.join() ?? variable("allow-host"))?.split(","),
      untilStdinEnds: values["until-stdin-ends"] ?? variable("until-stdin-ends") === "true",
      help: values.help,
      version: values.version,
    };
  } catch (error) {
    if (error instanceof TypeError) throw new FlagError(error.message.replace(/\. To specify.*/s, ""));
    throw error;
  }
}

/** The options in a command line, and in the config file that it names. */
export async function argumentsOf(args: readonly string[]): Promise<Chosen> {
  return chosen(read(args));
}

/** The options from the flags that `read` returns, and from the config file that the flags name. */
export async function chosen(flags: ReturnType<typeof read>): Promise<Chosen> {
  const options: Chosen = {};
  const config: { server?: object } = flags.config ? await configOf(flags.config) : {};
  const { port: ownPort, host, url, kickstart, ...server }: Record<string, unknown> = { ...config.server };
  const port = Number(flags.port ?? ownPort ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || flags.port?.trim() === "") {
    const name = flags.port === undefined ? "`server.port` in the config file" : "--port";
    throw new FlagError(`${name} must be a number from 0 to 65535`);
  }
  options.port = port;
  if (flags.host ?? host) options.host = `${flags.host ?? host}`;
  if (flags.url ?? url) options.url = `${flags.url ?? url}`;
  if (flags.kickstart) options.kickstart = flags.kickstart;
  else if (kickstart) options.kickstart = resolve(dirname(flags.config ?? ""), `${kickstart}`);
  if (flags.passwordHash) server["password_hash"] = flags.passwordHash;
  if (flags.allowHosts) server["allow_hosts"] = flags.allowHosts;
  options.config = { ...config, server };
  const isOpen = options.host === "0.0.0.0" || options.host === "::";
  if (isOpen && !options.url)
    throw new FlagError(
      `--host ${options.host} needs --url: the links in mails must have an address that the readers can open`,
    );
  return options;
}

async function configOf(path: string): Promise<object> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new FlagError(`the config file ${path} ${code === "ENOENT" ? "does not exist" : `cannot be read: ${code}`}`);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value && !Array.isArray(value)) return value;
  } catch {
    // A text that is not JSON gets the message below, too.
  }
  throw new FlagError(`the config file ${path} is not a JSON object`);
}
