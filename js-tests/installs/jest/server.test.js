// A CommonJS script, which Jest expects by default.

const { FusioClient } = require("matricula");
const { startTestServer } = require("matricula/testing");
const { createTestServer } = require("matricula-test-server");
const { logInOnBoth } = require("./use-server.cjs");

test("users of two servers register and log in", async () => {
  expect(await logInOnBoth(FusioClient, createTestServer, startTestServer)).toBe("Registration successful");
});
