// Login through a provider: a button for each provider of the server. Fusio calls them identities.

import { useState } from "react";

import { ErrorMessage } from "../components/ErrorMessage.tsx";
import { Loaded, useLoad } from "../components/Loaded.tsx";
import { explain } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import { CALLBACK } from "../router.ts";
import { fusio, session } from "./session.ts";

export function Providers({ returnTo }: { returnTo: string }) {
  const t = useStrings();
  const [load, reload] = useLoad((signal) => fusio.identities(null, { signal }));
  const [failure, setFailure] = useState<unknown>();

  async function start(identity: number) {
    try {
      const redirectUri = `${location.origin}${location.pathname}?${CALLBACK}`;
      await session.startLogin({ identity, redirectUri, returnTo });
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <Loaded load={load} reload={reload}>
      {({ entry = [] }) =>
        entry.length > 0 && (
          <section className="providers" aria-label={t.login.providers}>
            {entry.map(({ id, name }) => (
              <button key={id} type="button" className="quiet" onClick={() => void start(id)}>
                {t.login.through(name)}
              </button>
            ))}
            {failure !== undefined && <ErrorMessage>{explain(t, failure)}</ErrorMessage>}
          </section>
        )
      }
    </Loaded>
  );
}
