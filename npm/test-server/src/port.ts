// A server on a port.

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";

import type { Answered, Core } from "./core.js";

export interface PortOptions {
  /** 0 to 65535. The default is 0: any free port. */
  port?: number;
  /** The address to listen on; 127.0.0.1 by default. */
  host?: string;
}

export interface Port {
  /** The address of the port. */
  readonly url: string;
  /** Lets `core` answer the requests. Until then, requests wait. */
  serve(core: Core): void;
  close(): Promise<void>;
}

/** In bytes. The server refuses longer bodies, so their rest is not kept. */
const LONGEST_BODY = 65 * 1024 * 1024;

/**
 * The limit for the headers of a request, in bytes. The native server has nearly the same limit; Node's default is
 * lower.
 */
const LONGEST_HEAD = 400 * 1024;

/** Opens a port. It does not keep the process alive. */
export async function bind({ port = 0, host = "127.0.0.1" }: PortOptions): Promise<Port> {
  let serve: (core: Core) => void = () => {};
  const core = new Promise<Core>((resolve) => {
    serve = resolve;
  });
  const server = createServer({ maxHeaderSize: LONGEST_HEAD }, (request, response) => {
    // A fault or the end of the server has stopped the answer: the client gets nothing more.
    answer(core, request, response).catch(() => request.socket.destroy());
  });
  server.on("connection", (socket) => socket.unref());
  server.listen(port, host);
  await once(server, "listening");
  server.unref();
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${chosen}`,
    serve,
    async close() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(core: Promise<Core>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "GET", url = "/", rawHeaders, socket } = request;
  const body = await bodyOf(request);
  const address = socket.remoteAddress ?? "127.0.0.1";
  const left = new AbortController();
  response.once("close", () => left.abort());
  const message = { method, target: url, headers: rawHeaders, body, address };
  const answer = await (await core).handle(message, left.signal);
  response.writeHead(answer.status, answer.headers);
  response.flushHeaders();
  await pipeline(pieces(answer), response);
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    if (length <= LONGEST_BODY) kept.push(piece);
    length += piece.length;
  }
  return Buffer.concat(kept);
}

async function* pieces(answer: Answered): AsyncGenerator<Uint8Array> {
  try {
    for (let piece = await answer.next(); piece; piece = await answer.next()) yield piece;
  } finally {
    answer.end();
  }
}
