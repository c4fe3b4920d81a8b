// How long a caller waits: until there is something, until its signal is aborted, until its limit.

import { ClientError } from "./client_error.js";

/** The longest that a timer takes; a longer one would end at once. */
const LONGEST = 2 ** 31 - 1;

/** What `work()` comes to, unless the signal or the limit ends the wait for it. */
export async function within(work, signal, timeoutMs) {
  if (signal?.aborted) throw signal.reason;
  let timer, abort;
  const ended = new Promise((_, reject) => {
    abort = () => reject(signal.reason);
    // What is no signal or no limit is told by the engine.
    signal?.addEventListener?.("abort", abort);
    const late = () => reject(new ClientError("no answer within the time limit", { kind: "timeout" }));
    try {
      if (timeoutMs >= 0) timer = setTimeout(late, Math.min(timeoutMs, LONGEST));
    } catch (cause) {
      // In workerd, outside of a handler.
      reject(new ClientError("there are no timers here, see `cause`", { kind: "unsupported", cause }));
    }
  });
  try {
    return await Promise.race([work(), ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener?.("abort", abort);
  }
}
