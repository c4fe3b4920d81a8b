// JSON without exceptions: each one that wasm-bindgen catches costs a slot of its table for ever.

/** The value of a JSON text, or undefined, which no text has, when it is no JSON. */
export function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of a list of objects, of whose members only these stay. */
export function only(names, list) {
  return Array.isArray(list) ? JSON.stringify(list, names.split(" ")) : undefined;
}
