// The tokens of whoever is logged in. They live as long as the tab.

import { isClientError } from "matricula";

import { client } from "./api.ts";

const KEY = "tokens";

interface Tokens {
  access: string;
  refresh?: string | undefined;
}

/** Whether somebody is logged in, as far as this tab knows. */
export function isLoggedIn(): boolean {
  return read() !== undefined;
}

export function keep(tokens: Tokens): void {
  sessionStorage.setItem(KEY, JSON.stringify(tokens));
}

export function forget(): void {
  sessionStorage.removeItem(KEY);
}

/** Makes a call with the access token; when that is over, once more with a fresh one. */
export async function withToken<Answer>(call: (token: string) => Promise<Answer>): Promise<Answer> {
  const tokens = read();
  try {
    return await call(tokens?.access ?? "");
  } catch (error) {
    if (!tokens?.refresh || !isClientError(error) || error.kind !== "unauthorized") throw error;
    const fresh = await client.refresh({ refresh_token: tokens.refresh });
    keep({ access: fresh.token, refresh: fresh.refresh_token });
    return call(fresh.token);
  }
}

function read(): Tokens | undefined {
  const text = sessionStorage.getItem(KEY);
  return text === null ? undefined : (JSON.parse(text) as Tokens);
}
