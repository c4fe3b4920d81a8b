// Makes the reference of the npm packages from their declarations, as Markdown pages in `docs/api`. These pages are a
// part of the site, so they have its style, and its search finds them. Fails if there is a warning.

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Application, Comment, CommentTag, Converter, Logger, LogLevel } from "typedoc";

import { ROOT } from "../check/markdown.mjs";

const DOCS = join(ROOT, "docs");
/** The folder with the pages of the reference. */
const PAGES = join(DOCS, "api");
/** The files with the declarations, each with the name of its entry point. */
const ENTRIES = {
  "js-tests/api.d.ts": "matricula",
  "npm/matricula/src/testing.ts": "matricula/testing",
  "npm/test-server/src/index.ts": "matricula-test-server",
};
/** The groups of the names in `matricula`. The first pattern that matches a name decides its group. */
const GROUPS = [
  ["Clients", /^(Fusio(Auth)?Client|FusionAuthClient|ClientOptions|FusionAuthOptions|Call(Options|Event)|preload)$/],
  ["Session", /^(Session.*|SignedIn|SignOutReason|StorageAdapter|ProviderLogin|(Token|FusionAuth)Answer)$/],
  ["Tokens", /^(TokenVerifier.*|Jwt.*|Jwk|VerifyOptions|Having|TokenRefusal|decodeJwt|Secret|Claims)$/],
  ["Errors", /(Error|Errors|ErrorKind|ErrorCode)$|^CallbackCode$/],
  ["Requests", /(Request|Patch|PatchOperation|Query|SortOrder)$/],
  ["Responses", /./],
];

/** Writes the pages; returns the warnings. */
async function writeReference() {
  const warnings = [];
  class Told extends Logger {
    log(message, level) {
      if (level >= LogLevel.Warn) warnings.push(message);
    }
  }
  const app = await Application.bootstrapWithPlugins({
    name: "Reference of the npm packages",
    plugin: ["typedoc-plugin-markdown"],
    entryPoints: Object.keys(ENTRIES).map((path) => join(ROOT, path)),
    tsconfig: join(DOCS, "tsconfig.typedoc.json"),
    out: PAGES,
    readme: "none",
    disableSources: true,
    router: "structure",
    entryFileName: "index",
    groupOrder: [...GROUPS.map(([name]) => name), "*"],
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useHTMLEncodedBrackets: true,
    sanitizeComments: true,
    parametersFormat: "table",
    interfacePropertiesFormat: "table",
    typeDeclarationFormat: "table",
  });
  app.logger = new Told();
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children) {
      module.name = Object.entries(ENTRIES).find(([path]) => path.includes(module.name))[1];
      if (module.name === "matricula") for (const child of module.children) group(child);
    }
  });
  const project = await app.convert();
  if (!project) throw new Error(warnings.join("\n"));
  app.validate(project);
  rmSync(PAGES, { recursive: true, force: true });
  await app.generateOutputs(project);
  writeFileSync(join(PAGES, "sidebar.json"), JSON.stringify(project.children.flatMap(sidebar)));
  return warnings;
}

/** The groups of an entry point, for the sidebar of the reference. */
function sidebar({ name, groups }) {
  return groups
    .filter(({ title }) => title !== "References")
    .map(({ title, children }) => ({
      text: name === "matricula" ? title : name,
      items: children.map((child) => ({ text: child.name, link: `/api/${name}/${child.name}` })),
    }));
}

/** Puts a name of the package into its group. */
function group(reflection) {
  const [name] = GROUPS.find(([, names]) => names.test(reflection.name));
  reflection.comment ??= new Comment();
  reflection.comment.blockTags.push(new CommentTag("@group", [{ kind: "text", text: name }]));
}

const warnings = await writeReference();
for (const warning of warnings) console.error(warning);
process.exitCode = warnings.length === 0 ? 0 : 1;
