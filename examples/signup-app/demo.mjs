// `cargo xtask demo [--check]`: the test server and the built page, for a person or for a headless browser.

import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { build, preview } from "vite";

import { check } from "./demo/check.mjs";
import { describe } from "./demo/fusionauth.mjs";
import { startServer } from "./demo/server.mjs";

const root = import.meta.dirname;
const outDir = await mkdtemp(join(tmpdir(), "matricula-demo-"));
let server, page;

async function stop() {
  server?.stop();
  page?.httpServer.closeAllConnections();
  await page?.close();
  await rm(outDir, { recursive: true, force: true });
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => void stop().finally(() => process.exit(130)));
}

try {
  const checking = process.argv.includes("--check");
  // Vite builds what it is given, whatever its types are.
  if (checking) execFileSync(process.execPath, ["node_modules/typescript/bin/tsc"], { cwd: root, stdio: "inherit", timeout: 120_000 });
  server = await startServer();
  // Vite writes variables of this name into the page.
  process.env.VITE_API_URL = server.url;
  process.env.VITE_CONTROL_URL = server.control;
  await build({ root, logLevel: "warn", build: { outDir, emptyOutDir: true } });
  page = await preview({
    root,
    build: { outDir },
    preview: {
      host: "127.0.0.1",
      port: 0,
      headers: {
        "Content-Security-Policy": `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src ${server.url}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      },
    },
  });
  const address = `http://127.0.0.1:${page.httpServer.address().port}`;
  await server.lead(address);
  if (checking) {
    process.exitCode = await check(address, server);
    await stop();
  } else {
    console.log(`The sign-up page: ${address}/#/signup`);
    console.log(`Its server:       ${server.url} (sent mail: ${server.control}/outbox)`);
    console.log(await describe(server));
  }
} catch (error) {
  console.error(error);
  await stop();
  process.exitCode = 1;
}
