// Starts the app with a test server: for use by hand, for `check.mjs`, and for the tests.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startTestServer } from "matricula/testing";
import { build, createServer, preview } from "vite";

import { gate } from "../server/gate.mjs";
import { API_KEY, fill, OPERATORS } from "./tenants.mjs";

const root = join(import.meta.dirname, "..");
const repository = join(root, "../..");

/** The kickstart file: FusionAuth's tenants and applications that the server has from the start. */
export const KICKSTART = join(repository, "test-server/kickstart.json");

/** The Content-Security-Policy of the app: no `unsafe-inline`; WebAssembly needs `wasm-unsafe-eval`. */
export const policy = (api) =>
  `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self' ${api}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;

/** Starts only the server. */
export const startServer = () =>
  startTestServer({
    command: process.env.MATRICULA_TEST_SERVER_BIN ?? join(repository, "target/debug/matricula-test-server"),
    // In a debug build a password hash with full cost takes more than a second.
    args: ["--log", "warn", "--password-hash", "cheap", "--kickstart", KICKSTART],
    timeoutMs: 60_000,
  });

/**
 * Starts the server and the app. With `editing` the app shows every change of its source at once; otherwise the
 * app is built, and served with the policy above.
 */
export async function startApp({ editing = false } = {}) {
  const server = await startServer();
  // Vite writes variables with the prefix `VITE_` into the app.
  Object.assign(process.env, {
    VITE_FUSIO_URL: server.url,
    VITE_FUSIONAUTH_URL: server.url,
    VITE_OPERATOR_APPLICATION: OPERATORS.applicationId,
    VITE_MAILBOX_URL: `${server.controlUrl}/mailbox`,
    VITE_CAPTCHA: "on",
  });
  const plugins = [gated(gate({ url: server.url, apiKey: API_KEY, operators: OPERATORS }))];
  let page;
  try {
    page = await (editing ? serveSource(plugins) : serveBuilt(plugins, server.url));
    const address = `http://127.0.0.1:${page.httpServer.address().port}`;
    /** Points the links in mails to the app, and creates the demonstration's providers and data. */
    const lead = async () => {
      await server.control("PATCH", "/settings", settings(address));
      await fill(server);
    };
    await lead();
    return {
      address,
      server,
      /** Resets the server to its state after the start. */
      async reset() {
        await server.reset();
        await lead();
      },
      async stop() {
        await page.stop();
        await server.stop();
      },
    };
  } catch (error) {
    await page?.stop();
    await server.stop();
    throw error;
  }
}

/** A plugin that runs the gate, which has the API key of FusionAuth, at the app's own origin. */
function gated(handle) {
  const mount = ({ middlewares }) => void middlewares.use("/gate", handle);
  return { name: "gate", configureServer: mount, configurePreviewServer: mount };
}

async function serveSource(plugins) {
  const vite = await createServer({ root, plugins, server: { host: "127.0.0.1", port: 0 } });
  await vite.listen();
  return { httpServer: vite.httpServer, stop: () => vite.close() };
}

async function serveBuilt(plugins, api) {
  const outDir = await mkdtemp(join(tmpdir(), "matricula-app-"));
  const remove = () => rm(outDir, { recursive: true, force: true });
  try {
    await build({ root, logLevel: "warn", build: { outDir, emptyOutDir: true } });
    const headers = { "Content-Security-Policy": policy(api) };
    const vite = await preview({ root, plugins, build: { outDir }, preview: { host: "127.0.0.1", port: 0, headers } });
    return {
      httpServer: vite.httpServer,
      async stop() {
        vite.httpServer.closeAllConnections();
        await vite.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The settings of the server. In links to the app, the path of a page comes after `#`. */
function settings(address) {
  const named = (name, provider) => ({ name, provider, client_id: "demo", client_secret: "demo-secret" });
  return {
    fusio: {
      apps_url: address,
      mail_register_body: "Hello {name},\n\nplease confirm your account:\n{apps_url}/#/activate/{token}\n",
      mail_pw_reset_body: "Hello {name},\n\nset your new password here:\n{apps_url}/#/reset/{token}\n",
      identities: [named("GitHub", "github"), named("Google", "google")],
      // A secret turns on the captcha. Its value does not matter: the server's own verifier accepts every secret.
      recaptcha_secret: "demo",
    },
    fusionauth: { apps_url: `${address}/#` },
  };
}
