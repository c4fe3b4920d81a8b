// JSON without exceptions: each exception that wasm-bindgen catches takes a slot of its table and never frees
// it.

/**
 * The value of a JSON text, or undefined when it is not JSON.
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
 * A list of objects as text, with only these members.
 * @param {string} names
 * @param {unknown} list
 */
export function pick(names, list) {
  return Array.isArray(list) ? JSON.stringify(list, names.split(" ")) : undefined;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The name of the first member that is missing or of the wrong type; an empty name when the value is not an
 * object. `words` are pairs of type and name.
 * @param {string} words
 * @param {unknown} json
 */
export function missingField(words, json) {
  if (!isObject(json)) return "";
  const list = words.split(" ");
  for (let at = 0; at + 1 < list.length; at += 2) {
    const [type, name] = [list[at], /** @type {string} */ (list[at + 1])];
    const value = json[name];
    if (type === "object" ? !isObject(value) : typeof value !== type) return name;
  }
  return undefined;
}
