// A button that sends another code or link. It works after a pause, which the page shows.

import { useEffect, useId, useState } from "react";

import { explain } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";

/** The pause after each message, in seconds. */
const PAUSE = 30;

/** Show this component after a message was sent: the first pause begins when the component appears. */
export function SendAgain({ what = "code", send }: { what?: "code" | "link"; send: () => Promise<unknown> }) {
  const t = useStrings();
  const words = t.sendAgain[what];
  const hint = useId();
  const [sentAt, setSentAt] = useState(Date.now);
  const [now, setNow] = useState(sentAt);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  /**
   * Selects the status text. A screen reader reads this text when it changes, so the seconds of the pause are not in
   * this text.
   */
  const [told, tell] = useState<"ready" | "sent" | "early">();
  const left = Math.max(0, Math.ceil(PAUSE - (now - sentAt) / 1000));

  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() - sentAt < PAUSE * 1000) return;
      clearInterval(timer);
      tell("ready");
    }, 1000);
    return () => clearInterval(timer);
  }, [sentAt]);

  async function press() {
    if (busy) return;
    if (left > 0) return tell("early");
    setBusy(true);
    setFailure(undefined);
    try {
      await send();
      const at = Date.now();
      setSentAt(at);
      setNow(at);
      tell("sent");
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="sendagain">
      {/* A disabled button would lose the focus, so the button has only `aria-disabled`. */}
      <button
        type="button"
        className="quiet"
        aria-disabled={busy || left > 0}
        aria-describedby={left > 0 ? hint : undefined}
        onClick={() => void press()}
      >
        {busy ? t.waiting : words.button}
      </button>
      {left > 0 && (
        <p id={hint} className="hint">
          {words.wait} <span role="timer">{t.sendAgain.seconds(left)}</span>
        </p>
      )}
      <p className={told === "sent" ? "hint" : "unseen"} role="status">
        {told && words.told[told]}
      </p>
      {failure !== undefined && <ErrorMessage>{explain(t, failure)}</ErrorMessage>}
    </div>
  );
}
