// Functions for JSON that throw no exceptions: each exception that wasm-bindgen catches takes a slot in a table, and
// this slot is never freed.

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
 * The member `name` of an object. Undefined when `value` is not an object, or when the member is missing, is null or
 * cannot be read.
 * @param {any} value
 * @param {string} name
 */
export function member(value, name) {
  try {
    return typeof value === "object" ? (value?.[name] ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A list of objects as JSON, with only the members `names`, which are separated by spaces. Undefined when `list` is not
 * a list.
 * @param {string} names
 * @param {unknown} list
 */
export function pick(names, list) {
  return Array.isArray(list) ? JSON.stringify(list, names.split(" ")) : undefined;
}

/**
 * The members of an object as the text of a form or a query. Members that are null or undefined are left out. A list is
 * sent as one pair for each of its values, all with the same name. Undefined when a value cannot be written as text.
 * @param {object} value
 */
export function form(value) {
  try {
    const members = Object.entries(value).filter(([, value]) => value != null);
    const pairs = members.flatMap(([name, value]) => [value].flat().map((value) => [name, String(value)]));
    return `${new URLSearchParams(pairs)}`;
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The name of the first member that is missing or of the wrong type; undefined when there is no such member, and an
 * empty name when `json` is not an object. `words` are pairs of type and name, separated by spaces.
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
