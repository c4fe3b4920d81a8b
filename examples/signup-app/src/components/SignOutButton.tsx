// Logs out, and shows a message if the server did not confirm the logout.

import type { FusioClient, FusionAuthClient, Session } from "matricula";

import { useStrings } from "../i18n/index.ts";
import { failure, notify } from "../router.ts";

interface SignOutButtonProps {
  session: Session<FusioClient> | Session<FusionAuthClient>;
  /** Logs out on all devices of the user (FusionAuth). */
  everywhere?: boolean;
}

export function SignOutButton({ session, everywhere = false }: SignOutButtonProps) {
  const t = useStrings();
  // `session.signOut` removes the tokens first, so the app shows the login before the server has answered.
  async function signOut() {
    const { told } = await session.signOut({ everywhere });
    if (!told) notify(failure(everywhere ? t.fusionauth.profile.onlyHere : t.account.onlyHere));
  }
  return (
    <button type="button" className="quiet" onClick={() => void signOut()}>
      {everywhere ? t.fusionauth.profile.everywhere : t.account.signOut}
    </button>
  );
}
