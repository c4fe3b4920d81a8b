// Opens pages in an installed browser without a driver: each page itself reports its result.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readlink, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const CHROMIUM_FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-popup-blocking",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];
/**
 * No welcome page, no updates and no telemetry; pages can open tabs; a service worker ends as soon as it is idle. Nothing
 * is prepared for later tabs: this takes a tenth of the work of a start.
 */
const FIREFOX_PREFERENCES = {
  "browser.aboutwelcome.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "dom.disable_open_during_load": false,
  "dom.serviceWorkers.idle_timeout": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.enabled": false,
  "app.update.enabled": false,
  "app.normandy.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "browser.newtab.preload": false,
  "browser.newtabpage.enabled": false,
  "dom.ipc.processPrelaunch.enabled": false,
};

const found = (name, ...places) => process.env[name] ?? places.find(existsSync) ?? places[0];

const chromium =
  (...flags) =>
  async (profile, [url]) => [
    found("CHROMIUM", "/usr/bin/chromium", "/usr/bin/google-chrome"),
    [...CHROMIUM_FLAGS, ...flags, "--remote-debugging-port=0", `--user-data-dir=${profile}`, url],
  ];

export const BROWSERS = {
  Chromium: chromium(),
  Firefox: async (profile, urls) => {
    const lines = Object.entries(FIREFOX_PREFERENCES).map(([name, value]) => `user_pref("${name}", ${value});\n`);
    await writeFile(join(profile, "user.js"), lines.join(""));
    return [
      found("FIREFOX", "/usr/bin/firefox", "/usr/bin/firefox-esr"),
      ["--headless", "--no-remote", "--profile", profile, ...urls],
    ];
  },
};

/** A browser without WebAssembly: it compiles no code at run time, like Safari in Lockdown Mode. */
export const JITLESS = "ChromiumWithoutWebAssembly";
const ALL = { ...BROWSERS, [JITLESS]: chromium("--js-flags=--jitless") };

/** Waits until Chromium writes the port of its developer tools, or ends; returns the address of the tools. */
async function devTools(profile, gone) {
  let ended = false;
  gone.then(() => (ended = true));
  let port;
  while (!port && !ended) {
    [port] = (await readFile(join(profile, "DevToolsActivePort"), "utf8").catch(() => "")).split("\n");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return `http://127.0.0.1:${port}`;
}

/** At its start, headless Chromium accepts only one address. This function opens a tab for each further address. */
async function openMore(tools, urls) {
  for (const url of urls) await fetch(`${tools}/json/new?${encodeURIComponent(url)}`, { method: "PUT" });
}

/**
 * Removes the socket of a killed Chromium, with the temporary folder in which Chromium has put it. Removes only the two
 * files that Chromium makes there, and the folder only if it is empty: the path comes from a link in the profile.
 */
async function removeSocket(socket) {
  for (const name of ["SingletonSocket", "SingletonCookie"]) await rm(join(dirname(socket), name), { force: true });
  await rmdir(dirname(socket)).catch(() => {});
}

/**
 * Opens each of `urls` in a tab of one browser. `close` ends the browser and, except on Windows, also its child
 * processes.
 */
export async function open(browser, ...urls) {
  const profile = await mkdtemp(join(tmpdir(), "matricula-browser-"));
  const [program, args] = await ALL[browser](profile, urls);
  const group = process.platform !== "win32";
  const child = spawn(program, args, { detached: group, stdio: "ignore" });
  const gone = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  const kill = () => {
    try {
      process.kill(group ? -child.pid : child.pid, "SIGKILL");
    } catch {
      // The browser has already ended.
    }
  };
  process.once("exit", kill);
  const tools = () => devTools(profile, gone);
  if (browser === "Chromium" && urls.length > 1) await openMore(await tools(), urls.slice(1));
  return {
    gone,
    tools,
    pid: child.pid,
    async close() {
      kill();
      process.off("exit", kill);
      await gone;
      const socket = await readlink(join(profile, "SingletonSocket")).catch(() => undefined);
      if (socket) await removeSocket(socket);
      await rm(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
