// What every app with `matricula-test-server` does: it logs in a user on a server without a port, and on a server with
// a port. This file is CommonJS, because Jest expects CommonJS and the other tools can import it.

exports.logInOnBoth = async (FusioClient, createTestServer, startTestServer) => {
  const inside = await createTestServer();
  await logIn(new FusioClient({ baseUrl: inside.url, fetch: inside.fetch }), inside);
  const behind = await startTestServer();
  return await logIn(new FusioClient({ baseUrl: behind.url }), behind);
};

/** Registers a user, confirms the account and logs in; returns the answer of the registration. */
async function logIn(fusio, server) {
  const ada = { name: "ada", email: "ada@example.com", password: "correct-Horse-7" };
  const { message } = await fusio.register(ada);
  const [mail] = await server.outbox(ada.email);
  await fusio.activate({ token: mail.links[0].split("/").at(-1) });
  const { token } = await fusio.login({ username: ada.name, password: ada.password });
  if ((await fusio.account(token)).email !== ada.email) throw new Error("this is the account of another user");
  await server.stop();
  return message;
}
