// How the package calls functions of the app: listeners of a session, observers of calls.

/** Calls `listener`. Does not throw an error of the listener: the platform reports the error as uncaught. */
export function notify<T>(listener: (value: T) => void, value: T): void {
  try {
    listener(value);
  } catch (error) {
    // Node has no `reportError`, but reports an unhandled rejection as uncaught, with the line that threw the error.
    if (typeof reportError === "function") reportError(error);
    else Promise.reject(error);
  }
}
