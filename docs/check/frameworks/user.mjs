// The user that the settings on the pages name.

export const ADA = { name: "ada", email: "ada@example.com", password: "correct-Horse-1" };
