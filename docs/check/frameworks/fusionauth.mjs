// The app of the page about Next.js with FusionAuth, for each kind of refresh token.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";

import { run, serve } from "../../../js-tests/processes.mjs";
import { load } from "../../../js-tests/support.mjs";
import { ownEnvironment } from "./installed.mjs";
import { ADA } from "./user.mjs";
import { hasTokens, inParallel, LIFETIME, ME, signedIn } from "./visitors.mjs";

const { FusionAuthClient } = await load();
const { createServerSessions } = await load("matricula/server");

const emailAt = (applicationId) => `ada@${applicationId}.example.com`;

/** A kickstart file with an application, and a user who is registered with it. */
const kickstart = (applicationId, refreshTokenUsagePolicy) => ({
  apiKeys: [{ key: randomUUID() }],
  requests: [
    {
      method: "POST",
      url: `/api/application/${applicationId}`,
      body: {
        application: {
          name: applicationId,
          jwtConfiguration: { enabled: true, timeToLiveInSeconds: LIFETIME, refreshTokenUsagePolicy },
          loginConfiguration: {
            allowTokenRefresh: true,
            generateRefreshTokens: true,
            requireAuthentication: false,
          },
        },
      },
    },
    {
      method: "POST",
      url: "/api/user/registration",
      body: {
        user: { email: emailAt(applicationId), password: ADA.password },
        registration: { applicationId },
      },
    },
  ],
});

/** Builds the app again, with the page's file for FusionAuth in place of the file for Fusio. */
export function testFusionAuth(started) {
  describe("with FusionAuth", () => {
    before(async () => {
      const { folder } = started();
      copyFileSync(join(folder, "lib/fusionauth.ts"), join(folder, "lib/sessions.ts"));
      await run("npx next build", [], { cwd: folder, env: ownEnvironment(), shell: true });
    });

    for (const policy of ["OneTimeUse", "Reusable"]) {
      test(`${policy}: ten requests with one expired cookie make one refresh, and a sign-out ends the session`, async (t) => {
        const { folder, fusio: url, secret, control } = started();
        const applicationId = randomUUID();
        await control("POST", "/kickstart", kickstart(applicationId, policy));
        const env = { ...ownEnvironment(), FUSIONAUTH_URL: url, FUSIONAUTH_APPLICATION: applicationId };
        const command = "exec npx next start --hostname localhost --port 0";
        const next = await serve(command, [], /(http:\/\/localhost:\d+)/, { cwd: folder, env, shell: true });
        t.after(next.stop);
        const app = {
          app: next.found,
          control,
          sessions: createServerSessions({ client: new FusionAuthClient({ baseUrl: url }), secret }),
          login: { loginId: emailAt(applicationId), password: ADA.password, applicationId },
          refresh: { method: "POST", path: "/api/jwt/refresh" },
        };
        await inParallel(t, app);
        const { jar } = await signedIn(t, app);
        const old = jar.copy();
        await jar.fetch(`${next.found}/sign-out`, { method: "POST", headers: { "Sec-Fetch-Site": "same-origin" } });
        assert.deepEqual(jar.getAll().filter(hasTokens), []);
        assert.equal((await old.fetch(next.found + ME)).status, 401);
      });
    }
  });
}
