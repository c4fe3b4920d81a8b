// The oldest browsers that the package supports, and a search for features that they lack.

import { createRequire } from "node:module";

import ts from "typescript-5";

/** docs/installs.md names these browsers. */
export const OLDEST = { safari: "16.4", safari_ios: "16.4", chrome: "103", firefox: "100" };

const { api, javascript } = createRequire(import.meta.url)("@mdn/browser-compat-data");
const { builtins } = javascript;
for (const owner of [api, builtins]) Object.setPrototypeOf(owner, null);

/** The members of all globals, by name. */
const members = new Map();
for (const owner of [...Object.values(api), ...Object.values(builtins)]) {
  for (const [key, feature] of Object.entries(owner)) {
    const name = key.replace(/_static$/, "");
    if (key !== "__compat") members.set(name, [...(members.get(name) ?? []), feature]);
  }
}

/** Finds the globals, and the members of globals, that the script uses and that one of the browsers lacks. */
export function tooNew(script) {
  const source = ts.createSourceFile("script.js", script, ts.ScriptTarget.Latest, true);
  const own = new Set();
  const seen = new Map();
  const visit = (node) => {
    if (ts.isPropertyAccessExpression(node)) {
      const [owner, name] = [node.expression.getText(source).replace(/^globalThis\./, ""), node.name.text];
      const known = builtins[owner]?.[name] ?? api[owner]?.[`${name}_static`];
      seen.set(known ? `${owner}.${name}` : `.${name}`, { name, features: known ? [known] : members.get(name) });
    } else if (ts.isIdentifier(node) && node.parent.name !== node) {
      const known = builtins[node.text] ?? api[node.text];
      if (known?.__compat) seen.set(node.text, { features: [known] });
    }
    // Members of our own objects can have the name of a new feature.
    if ((ts.isClassElement(node) || ts.isObjectLiteralElementLike(node)) && node.name)
      own.add(node.name.getText(source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  const isTooNew = ([text, { name, features }]) =>
    features && !(text.startsWith(".") && own.has(name)) && !features.some(isOld);
  return [...seen].filter(isTooNew).map(([text]) => text);
}

/** Whether all browsers in `OLDEST` have a feature. */
function isOld({ __compat }) {
  return (
    !__compat ||
    Object.entries(OLDEST).every(([browser, oldest]) => {
      const support = [__compat.support[browser] ?? []].flat();
      return support.some(
        ({ version_added: added, version_removed: removed, flags, partial_implementation: partial }) =>
          typeof added === "string" && !flags && (!removed || partial) && !isBefore(oldest, added),
      );
    })
  );
}

function isBefore(version, other) {
  const [one, two] = [version, other].map((text) => text.replace("≤", "").split(".").map(Number));
  return one[0] < two[0] || (one[0] === two[0] && (one[1] ?? 0) < (two[1] ?? 0)) || Number.isNaN(two[0]);
}
