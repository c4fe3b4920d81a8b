// With this file, the compiler checks the declarations of a login through a provider. The file is never run.

import { FusioClient, FusionAuthClient, Session } from "matricula";

export async function login(): Promise<void> {
  const session = new Session(new FusioClient({ baseUrl: "https://api.example.com" }));
  const navigate = (url: string): void => void url;
  const { url }: { url: string } = await session.startLogin({
    identity: "~GitHub",
    redirectUri: "https://app.example.com/in",
    returnTo: null,
    navigate,
  });
  const { returnTo }: { returnTo: string | null } = await session.handleCallback(new URL(url));
  void returnTo;

  const other = new Session(new FusionAuthClient({ baseUrl: "https://auth.example.com" }));
  // @ts-expect-error: only a session with Fusio has `startLogin`
  await other.startLogin({ identity: 1, redirectUri: "https://app.example.com/in" });
  // @ts-expect-error: only a session with Fusio has `handleCallback`
  await other.handleCallback();
}
