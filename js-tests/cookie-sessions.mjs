// Shared helpers of the tests of sessions in cookies: browsers, users of both vendors, and time.

import { randomUUID } from "node:crypto";

import { heldTo } from "./declared.mjs";
import { load, newcomer, startServer } from "./support.mjs";

export const { FusioClient, FusionAuthClient } = await load();
export const { createServerSessions, isSameOrigin } = await load("matricula/server");
export const server = await startServer();

export const SECRET = "a secret of more than thirty-two characters";
/** The name of the cookie. */
export const NAME = "matricula";
/** The lifetime of an access token, in seconds. */
export const LIFE = 20;

/** A browser: it sends its cookies with each request. When an answer arrives, it stores the cookies of the answer. */
export class Browser {
  cookies = new Map();

  /** A new request, with the cookies of the browser. With `isReadOnly`, the request throws when a cookie is set. */
  request({ isReadOnly = false } = {}) {
    const sent = [...this.cookies].map(([name, value]) => ({ name, value }));
    const request = { set: [], headers: {}, getAll: () => sent };
    request.setAll = (cookies, headers) => {
      if (isReadOnly) throw new Error("cookies can only be set in an action");
      request.set.push(...cookies);
      Object.assign(request.headers, headers);
    };
    return request;
  }

  /** Receives the answer to a request: stores the cookies that the answer sets. */
  receive({ set }) {
    for (const { name, value, options } of set) {
      if (options.maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  /** Makes a request, runs `work` in it, and receives the answer; returns the result of `work`. */
  async visit(sessions, work = (session) => session.state) {
    const request = this.request();
    const session = await sessions.open(request);
    try {
      return await work(session, request);
    } finally {
      this.receive(request);
    }
  }
}

/** The cookies in an answer that contain the session. `matricula.over` is only a note that a session has ended. */
export const ofSession = ({ set }) => set.filter(({ name }) => /^matricula(\.\d)?$/.test(name));

/** The number of requests that the server got for a method and a path. */
async function count({ method, path }) {
  const requests = await server.requests();
  return requests.filter((seen) => seen.method === method && seen.path === path).length;
}

/**
 * Waits until the server has received a request that `count` counts. The test makes the server delay the
 * answer, so the request is still running then.
 */
export async function underWay(count) {
  const signal = AbortSignal.timeout(10_000);
  while ((await count()) === 0) signal.throwIfAborted();
}

/** Moves the clocks of this process and of the server forward. After the test, the process has the real time. */
export async function later(t, seconds) {
  const now = Date.now;
  t.mock.method(Date, "now", () => now() + seconds * 1000);
  await server.advance(seconds);
}

/** A client of Fusio, a user, and how to sign in. */
async function fusio(options) {
  await server.control("PATCH", "/settings", { fusio: { user_approval: false, expire_token: LIFE } });
  const client = new FusioClient({
    baseUrl: server.url,
    retry: { attempts: 0 },
    observe: heldTo("fusio"),
    ...options,
  });
  const person = newcomer();
  await client.register(person);
  return {
    client,
    login: { username: person.name, password: person.password },
    who: async (token) => (await client.account(token)).name,
    user: person.name,
    refresh: { method: "PUT", path: "/consumer/login" },
    signOut: { method: "POST", path: "/authorization/revoke" },
  };
}

/** A client of FusionAuth, a user, and how to sign in. `policy` says how often a refresh token works. */
const fusionAuth = (policy) => async (options) => {
  const apiKey = "bf69486b-4733-4470-a592-f1bfce7af580";
  const admin = new FusionAuthClient({ baseUrl: server.url, apiKey });
  const { application } = await admin.createApplication(null, {
    application: {
      name: randomUUID(),
      loginConfiguration: { allowTokenRefresh: true, generateRefreshTokens: true, requireAuthentication: false },
      jwtConfiguration: {
        enabled: true,
        timeToLiveInSeconds: LIFE,
        refreshTokenTimeToLiveInMinutes: 60,
        refreshTokenUsagePolicy: policy,
      },
    },
  });
  const { email, password } = newcomer();
  const applicationId = application.id;
  const { user } = await admin.createAndRegister(null, {
    user: { email, password },
    registration: { applicationId },
    skipVerification: true,
  });
  const client = new FusionAuthClient({
    baseUrl: server.url,
    retry: { attempts: 0 },
    observe: heldTo("fusionauth"),
    ...options,
  });
  return {
    client,
    login: { loginId: email, password, applicationId },
    who: async (token) => (await client.validateJwt(token)).jwt.sub,
    user: user.id,
    refresh: { method: "POST", path: "/api/jwt/refresh" },
    signOut: { method: "POST", path: "/api/logout" },
  };
};

/** The vendors, with each policy for refresh tokens. */
export const VENDORS = {
  Fusio: fusio,
  "FusionAuth with one-time tokens": fusionAuth("OneTimeUse"),
  "FusionAuth with reusable tokens": fusionAuth("Reusable"),
};

/** A browser in which a new user of the vendor is signed in. */
export async function signedIn(vendor, { options, ...client } = {}) {
  await server.reset();
  const user = await VENDORS[vendor](client);
  const sessions = createServerSessions({ client: user.client, secret: SECRET, ...options });
  const browser = new Browser();
  await browser.visit(sessions, (session) => session.signIn(user.login));
  return {
    ...user,
    sessions,
    browser,
    /** How many refreshes the server has got. */
    refreshes: () => count(user.refresh),
    signOuts: () => count(user.signOut),
    /** Makes the server answer the next refresh with a fault. */
    fault: (about) => server.control("POST", "/faults", { ...user.refresh, ...about }),
  };
}
