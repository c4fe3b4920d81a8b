// A Vite plugin. It puts the files that the playground loads into the folder `/playground/` of the site.

import { createReadStream, existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { mediaType } from "../../js-tests/media.mjs";
import { ROOT } from "../check/markdown.mjs";

const BUILT = join(process.env.MATRICULA_TARGET ?? join(ROOT, "target"), "npm");
const PATHS = [
  join(BUILT, "matricula/web.js"),
  // For browsers without WebAssembly.
  join(BUILT, "matricula/javascript.js"),
  join(BUILT, "matricula/matricula_bg.wasm"),
  join(BUILT, "matricula-test-server/service-worker.js"),
  join(BUILT, "matricula-test-server/matricula_test_server_bg.wasm"),
  join(ROOT, "test-server/kickstart.json"),
  join(ROOT, "docs/playground/frame.html"),
  join(ROOT, "docs/playground/frame.js"),
];

export function playgroundFiles() {
  let config;
  return {
    name: "matricula-playground-files",
    configResolved(resolved) {
      config = resolved;
    },
    /** Serves the files for `npm run dev`, which does not copy them into the site. */
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url, "http://localhost");
        const path = PATHS.find((path) => pathname === `${config.base}playground/${basename(path)}`);
        if (!path) return next();
        if (!existsSync(path)) return response.writeHead(404).end();
        response.setHeader("Content-Type", mediaType(path));
        createReadStream(path).pipe(response);
      });
    },
    generateBundle() {
      if (config.build.ssr) return;
      for (const path of PATHS) {
        if (!existsSync(path)) this.error(`${path} is missing; \`cargo xtask package\` makes it`);
        this.emitFile({ type: "asset", fileName: `playground/${basename(path)}`, source: readFileSync(path) });
      }
    },
  };
}
