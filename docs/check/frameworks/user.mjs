// The user in the test server's config, as pages such as `docs/start/next.md` show it.

export const ADA = { name: "ada", email: "ada@example.com", password: "correct-Horse-1" };
