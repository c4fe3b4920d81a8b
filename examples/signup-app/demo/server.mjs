// The test server of the demonstration.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { KICKSTART } from "./fusionauth.mjs";

/** Starts the server on a free port. */
export async function startServer() {
  const program =
    process.env.MATRICULA_TEST_SERVER_BIN ?? join(import.meta.dirname, "../../../target/debug/matricula-test-server");
  // Unoptimised, a hash of full cost takes more than a second.
  const flags = ["--port", "0", "--log", "warn", "--password-hash", "cheap", "--kickstart", KICKSTART];
  const child = spawn(program, flags, { stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => child.kill();
  process.once("exit", stop);
  const signal = AbortSignal.timeout(15_000);
  const ended = once(child, "exit", { signal }).then(() => Promise.reject(new Error("the test server did not start")));
  // Whichever comes second is of no interest.
  ended.catch(() => {});
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), ended]);
  const { url, control } = JSON.parse(line);
  const origin = url.replace(/\/$/, "");

  /** Makes mails and providers lead to the page. */
  async function lead(address) {
    const named = (name, provider) => ({ name, provider, client_id: "demo", client_secret: "demo-secret" });
    const settings = {
      fusio: {
        apps_url: address,
        mail_register_body: "Hello {name},\n\nplease confirm your account:\n{apps_url}/#/activate/{token}\n",
        mail_pw_reset_body: "Hello {name},\n\nset your new password here:\n{apps_url}/#/reset/{token}\n",
        identities: [named("GitHub", "github"), named("Google", "google")],
      },
    };
    const answer = await fetch(`${control}/settings`, { method: "PATCH", body: JSON.stringify(settings) });
    if (!answer.ok) throw new Error(`the test server refuses its settings: ${await answer.text()}`);
  }

  /** The link in the newest mail to somebody. */
  async function mailedLink(to) {
    const answer = await fetch(`${control}/outbox?to=${encodeURIComponent(to)}`);
    return (await answer.json()).at(-1).links[0];
  }
  return { url: origin, control, lead, mailedLink, stop };
}
