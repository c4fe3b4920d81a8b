import { FusioClient } from "matricula";
import { startTestServer } from "matricula/testing";
import { createTestServer } from "matricula-test-server";
import { expect, test } from "vitest";
import { logInOnBoth } from "./use-server.cjs";

test("users of two servers register and log in", async () => {
  expect(await logInOnBoth(FusioClient, createTestServer, startTestServer)).toBe("Registration successful");
});
