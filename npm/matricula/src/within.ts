// Limits how long a caller waits: until the result, until its signal is aborted, or until its time limit.

import { clientError } from "./errors.js";

/** The longest time of a timer; a longer timer would end immediately. */
const LONGEST = 2 ** 31 - 1;

/** The result of `work()`, unless the signal or the limit ends the wait earlier. */
export async function within<T>(
  work: () => T | Promise<T>,
  signal: AbortSignal | null | undefined,
  timeoutMs: number | undefined,
): Promise<T> {
  if (signal?.aborted) throw signal.reason;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = () => {};
  const ended = new Promise<never>((_, reject) => {
    abort = () => reject(signal?.reason);
    // An invalid signal or limit is not refused here: the engine refuses it later.
    signal?.addEventListener?.("abort", abort);
    const late = () => reject(clientError("no answer within the time limit", { kind: "timeout" }));
    try {
      if (timeoutMs !== undefined && timeoutMs >= 1) timer = setTimeout(late, Math.min(timeoutMs, LONGEST));
    } catch (cause) {
      // workerd has no timers outside of a handler.
      reject(clientError("there are no timers here, see `cause`", { kind: "unsupported", cause }));
    }
  });
  try {
    return await Promise.race([work(), ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener?.("abort", abort);
  }
}
