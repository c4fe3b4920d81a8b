// What a call gives: on its way, there, or failed and to be tried again.

import { useCallback, useEffect, useState, type ReactNode } from "react";

import { explain } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";

export type Load<T> = { status: "loading" } | { status: "loaded"; value: T } | { status: "failed"; error: unknown };

/** Makes the call when the page is shown, and again when `about` changes; ends it when the page goes. */
export function useLoad<T>(call: (signal: AbortSignal) => Promise<T>, about: unknown = null): [Load<T>, reload: () => void] {
  const [load, setLoad] = useState<Load<T>>({ status: "loading" });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const show = (load: Load<T>) => signal.aborted || setLoad(load);
    call(signal).then((value) => show({ status: "loaded", value }), (error: unknown) => show({ status: "failed", error }));
    return () => controller.abort();
    // A call is made anew for each drawing; what it is about is what counts.
  }, [round, about]);
  return [load, useCallback(() => setRound((round) => round + 1), [])];
}

interface LoadedProps<T> {
  load: Load<T>;
  reload: () => void;
  children: (value: T) => ReactNode;
}

export function Loaded<T>({ load, reload, children }: LoadedProps<T>) {
  const t = useStrings();
  switch (load.status) {
    case "loading":
      return <p className="loading" role="status">{t.loading}</p>;
    case "failed":
      return (
        <div className="failed">
          <ErrorMessage>{explain(t, load.error)}</ErrorMessage>
          <button type="button" className="quiet" onClick={reload}>{t.again}</button>
        </div>
      );
    case "loaded":
      return children(load.value);
  }
}
