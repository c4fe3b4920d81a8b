// A CommonJS script, which Jest expects by default.

const { FusioClient, Session } = require("matricula");
const { API, NAME } = process.env;

test("a user registers, and a new session is signed out", async () => {
  const fusio = new FusioClient({ baseUrl: API });
  const person = { name: NAME, email: `${NAME}@example.com`, password: "correct-Horse-7" };
  const { message } = await fusio.register(person);
  expect(message).toBe("Registration successful");
  const session = new Session(fusio);
  expect((await session.ready).status).toBe("signed_out");
  session.close();
});
