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

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The name of the first member that is missing or of another type, or no name when this is no
 * object. `words` are types and names in turn.
 */
export function lacking(words, json) {
  if (!isObject(json)) return "";
  const list = words.split(" ");
  for (let at = 0; at + 1 < list.length; at += 2) {
    const [type, value] = [list[at], json[list[at + 1]]];
    if (type === "object" ? !isObject(value) : typeof value !== type) return list[at + 1];
  }
}
