// Reads the text of a registration's `data`. The result is the JSON object, or an error. A syntax error has a line
// and a column if the browser reports them.

export type Reading =
  | { readonly data: Record<string, unknown> }
  | { readonly fault: "syntax"; readonly line?: number; readonly column?: number }
  | { readonly fault: "object" };

/** Reads a text as an object; an empty text is an empty object. */
export function readData(text: string): Reading {
  let value: unknown;
  try {
    value = JSON.parse(text.trim() ? text : "{}");
  } catch (error) {
    return { fault: "syntax", ...place(String(error), text) };
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) return { fault: "object" };
  return { data: value as Record<string, unknown> };
}

/** The place of an error, from the browser's message. The message is always in English, so the app does not show it. */
function place(words: string, text: string): { line: number; column: number } | undefined {
  const position = /position (\d+)/.exec(words)?.[1];
  if (position !== undefined) {
    const before = text.slice(0, Number(position)).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
  const [, line, column] = /line (\d+) column (\d+)/.exec(words) ?? [];
  return line && column ? { line: Number(line), column: Number(column) } : undefined;
}
