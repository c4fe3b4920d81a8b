// Jest's jsdom lacks some globals. The package can still be imported, and the error of a call names these globals.

const { FusioClient, Session, isClientError } = require("matricula");

test("the error of a call names the missing globals", async () => {
  const fusio = new FusioClient({ baseUrl: process.env.API });
  const error = await fusio.account("token").catch((error) => error);
  expect(isClientError(error)).toBe(true);
  expect(error.kind).toBe("unsupported");
  expect(error.message).toBe("this platform has no TextDecoder, TextEncoder, fetch");
  const session = new Session(fusio);
  await expect(session.accessToken()).rejects.toThrow(error.message);
  expect(session.state.get().status).toBe("signed_out");
});
