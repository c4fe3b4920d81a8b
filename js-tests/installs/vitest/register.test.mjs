import { FusioClient } from "matricula";
import { expect, test } from "vitest";
import { use } from "./use.mjs";

test("somebody registers", async () => {
  expect(await use(FusioClient, process.env.API, process.env.NAME)).toBe("Registration successful");
});
