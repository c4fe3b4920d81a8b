// Firebase's client for accounts, with the smallest set-up in its documentation.

import { initializeApp } from "@firebase/app";
import { initializeAuth, signInWithEmailAndPassword } from "@firebase/auth";

export async function main(apiKey, email, password) {
  const auth = initializeAuth(initializeApp({ apiKey }));
  const { user } = await signInWithEmailAndPassword(auth, email, password);
  return user.reload();
}
