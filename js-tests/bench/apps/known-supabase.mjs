// Reads the user of a stored session, with Supabase's client for accounts.

import { AuthClient } from "@supabase/auth-js";

const storageKey = "supabase";

/** Stores a session in this browser, in the format of Supabase's client. */
export function store(_url, user, token, seconds) {
  const session = {
    access_token: token,
    refresh_token: user,
    expires_in: seconds,
    expires_at: Math.floor(Date.now() / 1000) + seconds,
    token_type: "bearer",
    user: { id: user },
  };
  localStorage.setItem(storageKey, JSON.stringify(session));
}

export async function known(url) {
  const { data } = await new AuthClient({ url, storageKey }).getSession();
  return data.session?.user.id;
}
