// `cargo xtask demo` runs this script, which starts the app and its test server for a person. With `--check`, a
// headless browser uses the app instead.

import { execFileSync } from "node:child_process";

import { startApp } from "./demo/app.mjs";
import { check } from "./demo/check.mjs";
import { describe } from "./demo/fusionauth.mjs";

const checking = process.argv.includes("--check");
let app;
const stop = async () => app?.stop();

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => void stop().finally(() => process.exit(130)));
}

try {
  if (checking) {
    // Vite does not check types.
    execFileSync(process.execPath, ["node_modules/typescript/bin/tsc"], {
      cwd: import.meta.dirname,
      stdio: "inherit",
      timeout: 120_000,
    });
    app = await startApp();
    process.exitCode = await check(app);
    await stop();
  } else {
    app = await startApp({ editing: true });
    console.log(`The app:    ${app.address}/#/signup`);
    console.log("Its source: examples/signup-app/src; the browser shows your changes at once");
    console.log(`Its server: ${app.server.url} (sent mail: ${app.server.controlUrl}/mailbox)`);
    console.log(await describe(app));
  }
} catch (error) {
  console.error(error);
  await stop();
  process.exitCode = 1;
}
