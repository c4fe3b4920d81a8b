// A server with sessions in cookies, in a process of its own; `server-processes.test.mjs` starts two such processes.

import { createServer } from "node:http";
import { text } from "node:stream/consumers";

import { load } from "./support.mjs";

const { FusioClient, FusionAuthClient } = await load();
const { createServerSessions } = await load("matricula/server");
const { BASE_URL, VENDOR, SECRET } = process.env;

const options = { baseUrl: BASE_URL, retry: { attempts: 0 } };
const client = VENDOR === "Fusio" ? new FusioClient(options) : new FusionAuthClient(options);
const sessions = createServerSessions({ client, secret: SECRET });

const who = async (token) =>
  VENDOR === "Fusio" ? (await client.account(token)).name : (await client.validateJwt(token)).jwt.sub;

const ROUTES = {
  "/login": async (session, body) => (await session.signIn(body), "ok"),
  "/me": (session) => session.call(who),
  "/logout": (session) => session.signOut(),
  "/state": (session) => session.state,
};

/** A cookie in the form of a `Set-Cookie` header. */
function written({ name, value, options }) {
  const { path, maxAge, sameSite } = options;
  return `${name}=${value}; Path=${path}; Max-Age=${maxAge}; SameSite=${sameSite}; HttpOnly; Secure`;
}

const read = (header = "") =>
  header
    .split("; ")
    .filter(Boolean)
    .map((pair) => ({ name: pair.slice(0, pair.indexOf("=")), value: pair.slice(pair.indexOf("=") + 1) }));

async function answer(request, response) {
  const body = JSON.parse((await text(request)) || "{}");
  if (request.url === "/clock") {
    const now = Date.now;
    Date.now = () => now() + body.seconds * 1000;
    return response.end("{}");
  }
  const session = await sessions.open({
    getAll: () => read(request.headers.cookie),
    setAll(cookies, headers) {
      for (const cookie of cookies) response.appendHeader("Set-Cookie", written(cookie));
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    },
  });
  try {
    return response.end(JSON.stringify(await ROUTES[request.url](session, body)));
  } catch ({ kind }) {
    return response.writeHead(kind === "session_expired" ? 401 : 500).end(JSON.stringify(kind));
  }
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => response.writeHead(500).end(JSON.stringify(`${error}`)));
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
