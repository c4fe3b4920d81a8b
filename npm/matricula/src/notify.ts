// How the package calls what is not its own: listeners of a session, observers of calls.

/** Calls `listener`. What it throws does not disturb us: the platform reports it as an uncaught error. */
export function notify<T>(listener: (value: T) => void, value: T): void {
  try {
    listener(value);
  } catch (error) {
    // Where nobody handles that, Node prints it with the line that threw.
    if (typeof reportError === "function") reportError(error);
    else Promise.reject(error);
  }
}
