// How the package calls functions of the app: listeners of a session, observers of calls.

/** Calls `listener`. An error in the listener does not stop the package: the platform reports the error as uncaught. */
export function notify<T>(listener: (value: T) => void, value: T): void {
  try {
    listener(value);
  } catch (error) {
    // Node has no `reportError`, but prints an unhandled rejection with the line that threw the error.
    if (typeof reportError === "function") reportError(error);
    else Promise.reject(error);
  }
}
