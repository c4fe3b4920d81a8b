// The gate to FusionAuth: the small part of the app that runs on a server, because it has the API key.
//
// By default, an API key allows everything for every user, so a browser must not have it. The page calls the gate at
// the page's own origin, with `/visitor` or `/operator` before FusionAuth's path. The gate forwards only the requests
// in `rules.mjs`, and adds the key. If a request is only for operators or for one user, the gate first checks the
// caller's token or password, or the id from the caller's link. The page sends this proof in a header. A browser does
// not add this header by itself, so another site cannot call in the user's name.

import { FusionAuthClient, isClientError } from "matricula";

import { Refusal } from "./refusal.mjs";
import { find, isManaged, OPERATORS, pick, VISITORS } from "./rules.mjs";

/** The maximum length of a body in bytes. */
const LONGEST = 64 * 1024;
/** The time limit for FusionAuth in milliseconds. */
const PATIENCE = 10_000;

/**
 * A handler for Node's `http` and for frameworks such as Connect, Express and Vite, mounted at a path of the app.
 * `operators` names the users who can manage registrations: the users with `role` in an application. An example
 * without a framework:
 *
 *     createServer(gate({ url, apiKey: process.env.API_KEY, operators: { applicationId, role: "admin" } })).listen(3000, "127.0.0.1");
 */
export function gate({ url, apiKey, operators }) {
  const client = new FusionAuthClient({ baseUrl: url, timeoutMs: PATIENCE });
  const keyed = new FusionAuthClient({ baseUrl: url, timeoutMs: PATIENCE, apiKey });

  /** The claims of a request's token. FusionAuth checks the token, so every key and algorithm works. */
  async function caller(request) {
    const [, token] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "") ?? [];
    if (!token) throw new Refusal(401);
    try {
      return (await client.validateJwt(token)).jwt;
    } catch (error) {
      throw isClientError(error) && error.kind === "unauthorized" ? new Refusal(401) : error;
    }
  }

  /**
   * Whether a user is an operator now. A token can be out of date: it stays valid after the user was deactivated. So
   * the gate asks FusionAuth.
   */
  async function hasRole(userId) {
    const { body } = await ask("GET", `/api/user/${userId}`);
    const { active, registrations = [] } = body?.user ?? {};
    const own = registrations.find(({ applicationId }) => applicationId === operators.applicationId);
    return active === true && own?.roles?.includes(operators.role) === true;
  }

  /** Refuses a request that its caller is not allowed to make. */
  async function admit(audience, request, { rule, ids }) {
    if (audience === "operator") {
      const { applicationId, sub } = await caller(request);
      // `aud` is not enough: the token of a user without a registration also has it.
      const allowed = applicationId === operators.applicationId && (await hasRole(sub));
      if (!allowed) throw new Refusal(403, "NotAnOperator", "You are not an operator.");
    } else if (rule.path.includes("self")) {
      if ((await caller(request)).sub !== ids[0]) throw new Refusal(403, "NotYourself", "You are not this user.");
    }
  }

  /**
   * Sends a request to FusionAuth, with the key. If FusionAuth cannot answer a GET request now, the gate does not know
   * what the caller is allowed to do. So the caller gets FusionAuth's status.
   */
  async function ask(method, path, { query = "", body, type = body && "application/json", tenant } = {}) {
    const headers = {
      authorization: apiKey,
      ...(type && { "content-type": type }),
      ...(tenant && { "x-fusionauth-tenantid": tenant }),
    };
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(url + path + query, {
      method,
      headers,
      signal,
      redirect: "error",
      body: body && JSON.stringify(body),
    });
    const { status } = answer;
    const text = await answer.text();
    // This 401 is about the gate's key, not about the caller.
    if (status === 401) throw new Error("FusionAuth refuses the API key");
    const came = { status, body: parsed(text, status), retryAfter: answer.headers.get("retry-after") };
    if (method === "GET" && (status === 429 || status >= 500)) throw Object.assign(new Refusal(status), came);
    return came;
  }

  /** The application that a body names. Refuses the request if users cannot register themselves with it. */
  async function openOne(body) {
    const id = body.registration?.applicationId ?? body.applicationId;
    const { status, body: found } = id ? await ask("GET", `/api/application/${id}`) : {};
    if (status === 200 && found.application.registrationConfiguration?.enabled === true) return found.application;
    throw new Refusal(403, "SelfServiceDisabled", "Users cannot register themselves with this application.");
  }

  async function answer(request) {
    const asked = `http://gate${request.url}`;
    const address = new URL(URL.canParse(asked) ? asked : "http://gate");
    const [, audience, path] = /^\/(visitor|operator)(\/.*)$/.exec(address.pathname) ?? [];
    const found = path && find(audience === "operator" ? OPERATORS : VISITORS, request.method, path);
    if (!found) throw new Refusal(404);
    const { rule, ids } = found;
    await admit(audience, request, found);
    const body = rule.takes && { ...pick(await read(request), rule.takes), ...rule.adds };
    // If the path has two ids, the second one is the application.
    const named = [
      ids[1],
      body?.applicationId,
      body?.registration?.applicationId,
      ...address.searchParams.getAll("applicationId"),
    ];
    const applications = named.filter((id) => id !== undefined);
    if (!applications.every(isManaged))
      throw new Refusal(403, "NotManagedHere", "This application is not managed here.");
    const application = rule.onlyOpen && (await openOne(body));
    if (application) await rule.first?.({ ask }, application, { body, ids });
    const query = new URLSearchParams([...address.searchParams].filter(([name]) => rule.query?.includes(name)));
    const forward = () =>
      ask(rule.method, path, {
        query: query.size > 0 ? `?${query}` : "",
        type: rule.takes && request.headers["content-type"],
        // With several tenants, FusionAuth may need the tenant even if the request names the application.
        tenant: audience === "operator" ? request.headers["x-fusionauth-tenantid"] : application?.tenantId,
        body,
      });
    const came = await (rule.run ? rule.run({ ask, caller, client, keyed }, body, request) : forward());
    // Errors are passed on without a filter: the page shows them at their fields.
    if (came.status >= 400 || !came.body) return came;
    const shown = pick(came.body, rule.shows);
    shown.applications &&= shown.applications.filter(({ id }) => isManaged(id));
    return { status: came.status, body: shown };
  }

  return async function handle(request, response) {
    let came;
    try {
      came = await answer(request);
    } catch (error) {
      // The log shows the reason, for example that FusionAuth cannot be reached. These messages contain no secrets.
      if (!(error instanceof Refusal)) console.error(`gate: ${error.message}`);
      came = error instanceof Refusal ? error : { status: 502 };
    }
    const type = came.body && { "content-type": "application/json" };
    const wait = came.retryAfter && { "retry-after": came.retryAfter };
    response.writeHead(came.status, { "cache-control": "no-store", ...type, ...wait });
    response.end(came.body && JSON.stringify(came.body));
  };
}

/**
 * The body of FusionAuth's answer. If the status is an error, the body may be a proxy's page instead of JSON: such a
 * page is left out.
 */
function parsed(text, status) {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch (error) {
    if (status < 400) throw error;
    return undefined;
  }
}

/** Reads the body of a request. The gate serializes it again, so FusionAuth gets exactly the checked body. */
async function read(request) {
  if (!/^application\/(merge-patch\+)?json\b/.test(request.headers["content-type"] ?? "")) {
    throw new Refusal(400, "InvalidContentType", "The body must be JSON.");
  }
  const parts = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > LONGEST) throw new Refusal(413, "TooLong", "The body is too long.");
    parts.push(part);
  }
  let body;
  try {
    body = JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    throw new Refusal(400, "invalidJSON", "The body is not JSON.");
  }
  if (body === null || typeof body !== "object" || Array.isArray(body))
    throw new Refusal(400, "invalidJSON", "The body is not an object.");
  return body;
}
