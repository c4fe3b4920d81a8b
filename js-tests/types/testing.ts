// Checks the declarations of `matricula/testing` with the compiler; this file is never run.

import { FusioClient } from "matricula";
import { type Mail, type SeenRequest, startTestServer, type TestServer } from "matricula/testing";

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
  await server.tell("POST", "/clock", { advance_seconds: 60 });
  // @ts-expect-error: the arguments are a list
  await startTestServer({ args: "--log info" });
  // @ts-expect-error: the address cannot be changed
  server.url = "";
  await server.reset();
  await server[Symbol.asyncDispose]();
  return status === 200 ? mails[0]?.links[0] : undefined;
}
