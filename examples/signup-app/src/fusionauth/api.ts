// The clients for FusionAuth: for visitors, for signed-in users, and for operators. The gate is the part of the app
// that runs on a server: `server/gate.mjs`.

import { FusionAuthClient, Session } from "matricula";

import { follow, type Happening } from "../components/SessionCard.tsx";
import { fusionAuthUrl, gateUrl, operatorApplication } from "../settings.ts";
import { type Store, store } from "../store.ts";

/** For calls that need no API key, such as logins, verifications of e-mail addresses, and changes of the password. */
export const client = new FusionAuthClient({ baseUrl: fusionAuthUrl });

/** For calls of visitors through the gate. With a token, the gate makes the calls for the user of this token. */
export function visitor(token?: string): FusionAuthClient {
  return new FusionAuthClient({ baseUrl: `${gateUrl}/visitor`, ...(token && { fetch: proving(`Bearer ${token}`) }) });
}

/** For calls through the gate by a user who knows the password, but has no token yet. */
export function knowing(loginId: string, password: string): FusionAuthClient {
  const proof = btoa([loginId, password].map(encodeURIComponent).join(":"));
  return new FusionAuthClient({ baseUrl: `${gateUrl}/visitor`, fetch: proving(`Basic ${proof}`) });
}

/**
 * For calls through the gate by a user who has no token yet, but an id for a new password. The id comes from the link
 * in a mail, or from the answer to a login.
 */
export function changing(changePasswordId: string): FusionAuthClient {
  return new FusionAuthClient({ baseUrl: `${gateUrl}/visitor`, fetch: proving(`Change ${changePasswordId}`) });
}

/** A `fetch` that adds the header `Authorization` to every call. The gate adds the API key itself. */
function proving(authorization: string): typeof fetch {
  return (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set("Authorization", authorization);
    return fetch(url, { ...init, headers });
  };
}

interface Kept {
  session: Session<FusionAuthClient>;
  /** The newest events of the session since the app was opened. */
  happened: Store<readonly Happening[]>;
}

const sessions = new Map<string, Kept>();

/** The user's session with an application. Each application has a separate session. */
export function sessionOf(applicationId: string): Kept {
  let kept = sessions.get(applicationId);
  if (!kept) {
    const tokenOrigins = [fusionAuthUrl, gateUrl].map((url) => new URL(url).origin);
    kept = {
      session: new Session(client, { storageKey: `fusionauth ${applicationId}`, tokenOrigins }),
      happened: store<readonly Happening[]>([]),
    };
    follow(kept.session, kept.happened);
    sessions.set(applicationId, kept);
  }
  return kept;
}

/** A client that sends the token of a session, and repeats a call with a new token after a 401. */
function through({ session }: Kept, baseUrl: string): FusionAuthClient {
  return new FusionAuthClient({ baseUrl, fetch: (...request) => session.fetch(...request) });
}

/** For calls of users about themselves. */
export const clientOf = (applicationId: string) => through(sessionOf(applicationId), fusionAuthUrl);

/** For calls of users about themselves that need the API key. These calls go through the gate. */
export const ownGate = (applicationId: string) => through(sessionOf(applicationId), `${gateUrl}/visitor`);

/** For calls of operators through the gate, which has the API key. */
export const operator = () => through(sessionOf(operatorApplication), `${gateUrl}/operator`);
