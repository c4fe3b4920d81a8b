// The user whom the pages about frameworks, such as `docs/start/next.md`, put into the config of the test server.

export const ADA = { name: "ada", email: "ada@example.com", password: "correct-Horse-1" };
