// JSON without exceptions: each one that wasm-bindgen catches costs a slot of its table for ever.

/**
 * The value of a JSON text, or undefined, which no text has, when it is no JSON.
 * @param {string} text
 */
export function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The text of a list of objects, of whose members only these stay.
 * @param {string} names
 * @param {unknown} list
 */
export function only(names, list) {
  return Array.isArray(list) ? JSON.stringify(list, names.split(" ")) : undefined;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The name of the first member that is missing or of another type, or no name when this is no
 * object. `words` are types and names in turn.
 * @param {string} words
 * @param {unknown} json
 */
export function lacking(words, json) {
  if (!isObject(json)) return "";
  const list = words.split(" ");
  for (let at = 0; at + 1 < list.length; at += 2) {
    const [type, name] = [list[at], /** @type {string} */ (list[at + 1])];
    const value = json[name];
    if (type === "object" ? !isObject(value) : typeof value !== type) return name;
  }
  return undefined;
}
