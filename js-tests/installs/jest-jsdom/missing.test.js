// jsdom as Jest has it lacks some of what every platform has: the package can be imported, and a call says what is missing.

const { FusioClient, Session, isClientError } = require("matricula");

test("a call says what is missing", async () => {
  const fusio = new FusioClient({ baseUrl: process.env.API });
  const error = await fusio.account("token").catch((error) => error);
  expect(isClientError(error)).toBe(true);
  expect(error.kind).toBe("unsupported");
  expect(error.message).toBe("this platform has no TextDecoder, TextEncoder, fetch");
  const session = new Session(fusio);
  await expect(session.accessToken()).rejects.toThrow(error.message);
  expect(session.state.get().status).toBe("signed_out");
});
