// The script of a frame of the playground: it runs one sample, or watches the session that all samples share.

const LEVELS = ["debug", "log", "info", "warn", "error"];

/**
 * Runs the text of a module. Returns `names`, the names of its exports, or `failed` if the module throws. Calls `print`
 * with a level and a text each time that the module prints something or has an error.
 */
globalThis.run = async (code, print) => {
  for (const level of LEVELS) console[level] = (...values) => print(level, values.map(textOf).join(" "));
  addEventListener("error", ({ error, message }) => print("error", textOf(error ?? message)));
  addEventListener("unhandledrejection", ({ reason }) => print("error", textOf(reason)));
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    return { names: Object.keys(await import(address)) };
  } catch (error) {
    print("error", textOf(error));
    return { failed: true };
  }
};

/** Calls `changed` with the state of the session at once and after every change. */
globalThis.watch = async (changed) => {
  const { FusioClient, Session } = await import("matricula");
  const session = new Session(new FusioClient({ baseUrl: location.origin }), { autoRefresh: false });
  session.state.subscribe(changed);
};

/** The text that the playground shows for a printed value. */
function textOf(value) {
  if (typeof value === "string") return value;
  if (value instanceof Error) return errorText(value);
  if (value === undefined || typeof value === "function" || typeof value === "symbol") return String(value);
  try {
    return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part), 2);
  } catch {
    return String(value);
  }
}

/** The text of an error. For a `ClientError`, the text also has details such as kind, status and errors of fields. */
function errorText(error) {
  const first = `${error.name}: ${error.message}`;
  const { name, message, ...details } = error.toJSON?.() ?? {};
  return Object.keys(details).length > 0 ? `${first}\n${JSON.stringify(details, null, 2)}` : first;
}
