// Shows a session: the remaining time of its token, and its events, also the events from other tabs.

import type { FusioClient, FusionAuthClient, Session, SessionEvent, SignedIn } from "matricula";
import { useEffect, useState } from "react";

import { explain } from "../i18n/explain.ts";
import { useLanguage, useStrings } from "../i18n/index.ts";
import { notify } from "../router.ts";
import { type Store, useStore } from "../store.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";

type AnySession = Session<FusioClient> | Session<FusionAuthClient>;

export interface Happening {
  at: number;
  event: SessionEvent;
  /** The number of refreshes up to this event. */
  refreshes: number;
}

const EVENTS = ["ready", "signed_in", "user_loaded", "token_refreshed", "refresh_failed", "signed_out"] as const;
const LONGEST = 50;

/** Records the events of a session from now on: at most `LONGEST` events, the newest first. */
export function follow(session: AnySession, { get, set }: Store<readonly Happening[]>): void {
  for (const type of EVENTS) {
    session.on(type, (event) => {
      const refreshes = (get()[0]?.refreshes ?? 0) + (type === "token_refreshed" ? 1 : 0);
      set([{ at: Date.now(), event, refreshes }, ...get()].slice(0, LONGEST));
    });
  }
}

interface SessionCardProps {
  session: AnySession;
  state: SignedIn;
  happened: Store<readonly Happening[]>;
}

export function SessionCard({ session, state, happened }: SessionCardProps) {
  const t = useStrings();
  const log = useStore(happened);
  const [failure, setFailure] = useState<unknown>();

  async function refresh() {
    notify(undefined);
    setFailure(undefined);
    await session.refresh().catch(setFailure);
  }

  return (
    <section className="session">
      <h2>{t.session.title}</h2>
      <dl>
        <div>
          <dt>{t.session.expires}</dt>
          <dd>{state.expiresAt === null ? t.session.unknown : <TimeLeft until={state.expiresAt} />}</dd>
        </div>
        <div>
          <dt>{t.session.refreshes}</dt>
          <dd>{log[0]?.refreshes ?? 0}</dd>
        </div>
      </dl>
      {state.scopes.length > 0 && (
        <details>
          <summary>{t.session.scopes(state.scopes.length)}</summary>
          <ul className="scopes">
            {state.scopes.map((scope) => (
              <li key={scope}>
                <code>{scope}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
      {state.stale && (
        <ErrorMessage>
          {t.session.stale} {failure !== undefined && explain(t, failure)}
        </ErrorMessage>
      )}
      {!state.persisted && <p className="hint">{t.session.notPersisted}</p>}
      {failure !== undefined && !state.stale && <ErrorMessage>{explain(t, failure)}</ErrorMessage>}
      <button type="button" className="quiet" onClick={() => void refresh()}>
        {t.session.refresh}
      </button>
      <h3>{t.session.log}</h3>
      {/* An area that scrolls must be reachable with the keyboard. */}
      <div className="happened" role="log" aria-label={t.session.log} tabIndex={0}>
        <ul>
          {log.map((happening, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line keeps no state
            <Line key={log.length - index} {...happening} />
          ))}
        </ul>
      </div>
      {log.length === 0 && <p className="hint">{t.session.nothing}</p>}
    </section>
  );
}

function Line({ at, event }: Happening) {
  const t = useStrings();
  const time = new Intl.DateTimeFormat(useLanguage(), { timeStyle: "medium" });
  return (
    <li>
      <time dateTime={new Date(at).toISOString()}>{time.format(at)}</time> {t.session.events[event.type]}
      {"origin" in event && ` (${t.session[event.origin]})`}
      {event.type === "signed_out" && `: ${t.signedOut[event.reason]}`}
      {event.type === "refresh_failed" && `: ${explain(t, event.error)}`}
    </li>
  );
}

/** Hours, minutes and seconds. The role `timer` keeps a screen reader from reading them out every second. */
function TimeLeft({ until }: { until: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((until - now) / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return <span role="timer">{parts.map((part) => String(part).padStart(2, "0")).join(":")}</span>;
}
