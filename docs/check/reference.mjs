// Makes the reference of the npm package from the package's declarations, and writes it into the site. When this file
// is run as a program, it fails if there is a warning.

import { join } from "node:path";
import { argv, env } from "node:process";

import { Application, Logger, LogLevel } from "typedoc";

import { ROOT } from "./markdown.mjs";

const DOCS = join(ROOT, "docs");
export const SITE = join(DOCS, ".vitepress/dist");
/** The files with the declarations, each with the name of its entry point. */
const ENTRIES = {
  "js-tests/api.d.ts": "matricula",
  "npm/matricula/src/testing.ts": "matricula/testing",
  "npm/test-server/src/index.ts": "matricula-test-server",
};

/** Writes the reference; returns the warnings. */
export async function writeReference() {
  const warnings = [];
  class Told extends Logger {
    log(message, level) {
      if (level >= LogLevel.Warn) warnings.push(message);
    }
  }
  const app = await Application.bootstrap({
    name: "matricula",
    entryPoints: Object.keys(ENTRIES).map((path) => join(ROOT, path)),
    tsconfig: join(DOCS, "tsconfig.typedoc.json"),
    readme: "none",
    disableSources: true,
    hideGenerator: true,
    navigationLinks: { Guide: `${env.MATRICULA_SITE_BASE ?? "/"}index.html` },
  });
  app.logger = new Told();
  const project = await app.convert();
  if (!project) throw new Error(warnings.join("\n"));
  for (const module of project.children)
    module.name = Object.entries(ENTRIES).find(([path]) => path.includes(module.name))[1];
  app.validate(project);
  await app.generateDocs(project, join(SITE, "api"));
  return warnings;
}

if (argv[1] === import.meta.filename) {
  const warnings = await writeReference();
  for (const warning of warnings) console.error(warning);
  process.exitCode = warnings.length === 0 ? 0 : 1;
}
