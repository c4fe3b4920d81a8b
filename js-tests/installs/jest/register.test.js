// As Jest's defaults want it: a CommonJS script.

const { FusioClient } = require("matricula");
const { API, NAME } = process.env;

test("somebody registers", async () => {
  const person = { name: NAME, email: `${NAME}@example.com`, password: "correct-Horse-7" };
  const { message } = await new FusioClient({ baseUrl: API }).register(person);
  expect(message).toBe("Registration successful");
});
