import { FusioClient, Session } from "matricula";
import { expect, test } from "vitest";
import { use } from "./use.mjs";

test("a user registers, and the first state of a session is `signed_out`", async () => {
  expect(await use(FusioClient, process.env.API, process.env.NAME)).toBe("Registration successful");
  const session = new Session(new FusioClient({ baseUrl: process.env.API }));
  expect((await session.ready).status).toBe("signed_out");
  session.close();
});
