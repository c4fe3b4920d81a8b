// The result of a call: loading, loaded, or failed. If the error can be temporary, a button tries again.

import { type ErrorKind, isClientError } from "matricula";
import { type ReactNode, useCallback, useEffect, useState } from "react";

import { explain } from "../i18n/explain.ts";
import { useStrings } from "../i18n/index.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";

export type Load<T> = { status: "loading" } | { status: "loaded"; value: T } | { status: "failed"; error: unknown };
const LOADING = { status: "loading" } as const;

/**
 * Makes the call when the page is shown, when `about` changes, and when the browser is online again after a
 * failure. Aborts it when the user leaves the page. `reload` makes the call again: a loaded value stays until the new
 * result arrives.
 */
export function useLoad<T>(
  call: (signal: AbortSignal) => Promise<T>,
  about: unknown = null,
): [Load<T>, reload: () => void] {
  const [last, setLast] = useState<{ about: unknown; load: Load<T> }>({ about, load: LOADING });
  const [round, setRound] = useState(0);
  const load = last.about === about ? last.load : LOADING;
  const failed = load.status === "failed";

  useEffect(() => {
    const controller = new AbortController();
    const show = (load: Load<T>) => controller.signal.aborted || setLast({ about, load });
    if (failed) show(LOADING);
    call(controller.signal).then(
      (value) => show({ status: "loaded", value }),
      (error: unknown) => show({ status: "failed", error }),
    );
    return () => controller.abort();
    // `call` is a new function in each render, so the effect depends on `about` instead.
  }, [round, about]);

  const reload = useCallback(() => setRound((round) => round + 1), []);
  useEffect(() => {
    if (!failed) return;
    addEventListener("online", reload);
    return () => removeEventListener("online", reload);
  }, [failed, reload]);
  return [load, reload];
}

/** The kinds of errors that can be temporary. */
const PASSING: readonly ErrorKind[] = ["network", "timeout", "rate_limited", "server", "unexpected_response"];
const mayPass = (error: unknown) => !isClientError(error) || PASSING.includes(error.kind);

interface LoadedProps<T> {
  load: Load<T>;
  reload: () => void;
  children: (value: T) => ReactNode;
}

export function Loaded<T>({ load, reload, children }: LoadedProps<T>) {
  const t = useStrings();
  switch (load.status) {
    case "loading":
      return (
        <p className="loading" role="status">
          {t.loading}
        </p>
      );
    case "failed":
      return (
        <div className="failed">
          <ErrorMessage>{explain(t, load.error)}</ErrorMessage>
          {mayPass(load.error) && (
            <button type="button" className="quiet" onClick={reload}>
              {t.again}
            </button>
          )}
        </div>
      );
    case "loaded":
      return children(load.value);
  }
}
