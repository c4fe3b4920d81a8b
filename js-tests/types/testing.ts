// With this file, the compiler checks the declarations of `matricula/testing`. The file is never run.

import { FusioClient } from "matricula";
import {
  type Delivery,
  type Fault,
  type Mail,
  type SeenRequest,
  type Snapshot,
  startTestServer,
  type TestServer,
} from "matricula/testing";
import { createTestServer, type TestServer as Made } from "matricula-test-server";

/** A `TestServer` of `matricula-test-server` is also a `TestServer` of `matricula/testing`. */
export async function made(): Promise<TestServer> {
  const fault: Fault = { path: "/consumer/login", action: "stall" };
  const server: Made = await createTestServer({ config: { fusio: {} }, url: "http://fusio.test" });
  await server.fault(fault);
  const fusio = new FusioClient({ baseUrl: server.url, fetch: server.fetch });
  await fusio.register({ name: "baz", email: "baz@example.com", password: "foobar!123" });
  const snapshot: Snapshot = await server.snapshot();
  await server.restore(snapshot);
  const url: string = await server.listen({ port: 8080 });
  // @ts-expect-error: no such action
  await server.fault({ path: url, action: "explode" });
  return server;
}

export async function signUp(): Promise<string | undefined> {
  const server: TestServer = await startTestServer({
    command: "matricula-test-server",
    args: ["--log", "info"],
    timeoutMs: 5_000,
  });
  const fusio = new FusioClient({ baseUrl: server.url });
  await fusio.register({ name: "baz", email: "baz@example.com", password: "foobar!123" });
  const mails: Mail[] = await server.outbox("baz@example.com");
  const [request]: SeenRequest[] = await server.requests();
  const status: number | null | undefined = request?.status;
  const [delivery]: Delivery[] = await server.webhooks();
  if (delivery?.outcome === "refused") console.log(delivery.event);
  await server.control("POST", "/clock", { advance_seconds: 60 });
  // @ts-expect-error: the arguments are a list
  await startTestServer({ args: "--log info" });
  // @ts-expect-error: the address cannot be changed
  server.url = "";
  await server.reset();
  await server[Symbol.asyncDispose]();
  return status === 200 ? mails[0]?.links[0] : undefined;
}
