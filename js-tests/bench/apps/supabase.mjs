// Supabase's client for accounts.

import { AuthClient } from "@supabase/auth-js";

export async function main(url, email, password) {
  const client = new AuthClient({ url });
  const { error } = await client.signInWithPassword({ email, password });
  if (error) throw error;
  return client.getUser();
}
