// Installs our packages for the apps that the tests build from the guide's pages about frameworks, once for each page.
// The frameworks are already installed, once for all pages. An app finds the frameworks and our packages in the folders
// above its own folder.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { run } from "../../../js-tests/processes.mjs";

const NPM = ["--offline", "--no-audit", "--no-fund", "--no-package-lock", "--silent"];

/**
 * Makes a folder for apps below `tools`, the folder with the frameworks, and installs the packed packages in the new
 * folder. The new folder is removed when the process ends.
 */
export async function folderForApps(tools, packed) {
  const folder = mkdtempSync(join(tools, "frameworks-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  await run("npm", ["install", ...NPM, ...packed], { cwd: folder, env: ownEnvironment() });
  return folder;
}

/** The options for `follow`. Instead of running `npm install`, they check that the packages are installed. */
export const installed = (folders) => ({
  env: ownEnvironment,
  instead(command) {
    const [, names] = command.match(/^npm install (?:--save-dev )?(.+)$/) ?? [];
    if (!names) return command;
    for (const name of names.split(" ")) assertInstalled(name, folders);
    return "cd .";
  },
});

/** Checks that a package is installed. Its name may end with a major version, such as `typescript@5`. */
function assertInstalled(name, folders) {
  const [, bare, major] = name.match(/^(@?[^@]+)(?:@(\d+))?$/);
  const manifests = folders.map((folder) => join(folder, "node_modules", bare, "package.json"));
  const { version } = JSON.parse(readFileSync(manifests.find(existsSync) ?? assert.fail(`${bare} is not installed`)));
  if (major) assert.equal(version.split(".")[0], major, `${bare} is installed as ${version}`);
}

/**
 * The changes to the environment of this process, so that commands run as for a reader of a page: the variables that
 * npm and the tests set are removed, and telemetry is switched off.
 */
export function ownEnvironment() {
  const names = Object.keys(process.env).filter((name) => name.startsWith("npm_") || name === "NODE_ENV");
  return {
    ...Object.fromEntries(names.map((name) => [name, undefined])),
    NEXT_TELEMETRY_DISABLED: "1",
    NUXT_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
  };
}
