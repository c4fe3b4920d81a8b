// Reads and writes addresses and forms with the platform's own functions.

/**
 * The text of an address, and whether it is `http` or `https`, has a user name or a password, and has a query or a
 * fragment; undefined when it is not an address.
 * @param {string} address
 */
export function parse(address) {
  try {
    const { href, protocol, username, password } = new URL(address);
    return [href, /^https?:$/.test(protocol), username || password, /[?#]/.test(href)];
  } catch {
    return undefined;
  }
}

/**
 * The pairs in the query of an address; undefined when it is not an address.
 * @param {string} address
 */
export function query(address) {
  try {
    return [...new URL(address).searchParams];
  } catch {
    return undefined;
  }
}

/**
 * A valid address with more pairs in its query.
 * @param {string} address
 * @param {[string, string][]} pairs
 */
export function append(address, pairs) {
  const url = new URL(address);
  for (const [name, value] of pairs) url.searchParams.append(name, value);
  return url.href;
}

/**
 * The pairs as the text of a query or a form.
 * @param {[string, string][]} pairs
 */
export function form(pairs) {
  return `${new URLSearchParams(pairs)}`;
}
