// Tests the app of a page of the guide with FusionAuth in place of Fusio, once for each kind of refresh token.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";

import { load } from "../../../js-tests/support.mjs";
import { ADA } from "./user.mjs";
import { form, hasTokens, inParallel, LIFETIME, ME, signedIn } from "./visitors.mjs";

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

/**
 * Builds the app again, with the page's file for FusionAuth in place of the file for Fusio, and tests it. `signOut` is
 * the path for signing out.
 */
export function testFusionAuth(started, [fusionAuth, fusio], signOut) {
  describe("with FusionAuth", () => {
    before(async () => {
      const { folder, rebuild } = started();
      copyFileSync(join(folder, fusionAuth), join(folder, fusio));
      await rebuild();
    });

    for (const policy of ["OneTimeUse", "Reusable"]) {
      test(`${policy}: ten requests with one cookie whose token has expired make one refresh, and a sign-out ends the session`, async (t) => {
        const { fusio: url, secret, control, restart } = started();
        const applicationId = randomUUID();
        await control("POST", "/kickstart", kickstart(applicationId, policy));
        const { app: address, stop } = await restart({ FUSIONAUTH_URL: url, FUSIONAUTH_APPLICATION: applicationId });
        t.after(stop);
        const app = {
          app: address,
          control,
          sessions: createServerSessions({ client: new FusionAuthClient({ baseUrl: url }), secret }),
          login: { loginId: emailAt(applicationId), password: ADA.password, applicationId },
          refresh: { method: "POST", path: "/api/jwt/refresh" },
        };
        await inParallel(t, app);
        const { jar } = await signedIn(t, app);
        const old = jar.copy();
        await jar.fetch(address + signOut, form("same-origin", address));
        assert.deepEqual(jar.getAll().filter(hasTokens), []);
        assert.equal((await old.fetch(address + ME)).status, 401);
      });
    }
  });
}
