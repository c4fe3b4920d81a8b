// Reads the user of a stored session, with the package.

import { FusioClient, Session } from "matricula";

/** Stores a session of the server at `url` in this browser. */
export function store(url, user, token, seconds) {
  const expiresAt = Date.now() + seconds * 1000;
  localStorage.setItem(`matricula:${url}`, JSON.stringify({ accessToken: token, refreshToken: user, expiresAt }));
}

export function known(url) {
  const state = new Session(new FusioClient({ baseUrl: url })).state.get();
  return state.claims?.sub;
}
