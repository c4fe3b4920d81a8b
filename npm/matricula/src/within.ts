// How long a caller waits: until there is something, until its signal is aborted, until its limit.

import { clientError } from "./errors.js";

/** The longest that a timer takes; a longer one would end at once. */
const LONGEST = 2 ** 31 - 1;

/** What `work()` comes to, unless the signal or the limit ends the wait for it. */
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
    // What is no signal or no limit is told by the engine.
    signal?.addEventListener?.("abort", abort);
    const late = () => reject(clientError("no answer within the time limit", { kind: "timeout" }));
    try {
      if (timeoutMs !== undefined && timeoutMs >= 0) timer = setTimeout(late, Math.min(timeoutMs, LONGEST));
    } catch (cause) {
      // In workerd, outside of a handler.
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
