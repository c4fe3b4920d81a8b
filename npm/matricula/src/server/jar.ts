// The cookies of one request: the session, whole or in chunks, a note about its end, and the trust ids.

import { clientError } from "../errors.js";
import type { CookieMethods, CookieOptions } from "./server-types.js";

/** The longest value of one cookie. Browsers allow 4,096 bytes (Safari 4,093) for the value, name and attributes. */
const CHUNK = /.{1,3600}/g;
const CHUNKS = ["", ".1", ".2", ".3"];
/** How long a note about the end of a session stays, in seconds. */
const NOTE = 300;
const NEVER_CACHED = { "Cache-Control": "private, no-store", Vary: "Cookie" };

export interface Jar {
  /**
   * The values that may be the session or the trust ids. There may be several of each, because another site of the same
   * domain may have set a cookie of the same name.
   */
  readonly sealed: Iterable<string>;
  /** The browser's note about the end of a session. */
  readonly note: string;
  /**
   * Rejects with `unsupported` where no cookie can be set. Frameworks do not say whether a cookie can be set. So this
   * method tries it: it deletes a cookie that does not exist. To set the session's cookie would also be a test, but could
   * overwrite a newer session in the browser.
   */
  writable(): Promise<void>;
  /** Sets the session, and the note if one is given. An empty session or note is deleted, and so are unused chunks. */
  replace(sealed: string, note?: string): Promise<void>;
  /** Sets the trust ids. */
  trust(sealed: string): Promise<void>;
  /** Sets the note for `seconds` longer than usual, and leaves the session as it is. */
  mark(note: string, seconds: number): Promise<void>;
}

/** A cookie to set; without a value, it is deleted. */
type Change = readonly [name: string, value?: string | undefined, maxAge?: number];

/** Reads the cookies of a request. */
export async function jarOf(methods: CookieMethods, name: string, attributes: CookieOptions): Promise<Jar> {
  const all = await methods.getAll();
  const names = new Set(all.map(({ name }) => name));
  const values = (wanted: string) => all.flatMap(({ name, value }) => (name === wanted ? [`${value}`] : []));
  const over = `${name}.over`;
  const trust = `${name}.trust`;
  let rest = "";
  /**
   * The possible texts after the first chunk: zero to three chunks. If several cookies have the name of one of these
   * chunks, the last cookie counts: it is usually the newest.
   */
  const rests = CHUNKS.map((suffix) => (rest += suffix && values(name + suffix).slice(-1)));

  async function set(...changes: Change[]): Promise<void> {
    const cookies = changes.map(([name, value = "", maxAge = attributes.maxAge]) => {
      names.add(name);
      return { name, value, options: { ...attributes, maxAge: value ? maxAge : 0 } };
    });
    try {
      await (methods.setAll as NonNullable<typeof methods.setAll>)(cookies, NEVER_CACHED);
    } catch {
      // The error is not passed on, because it may quote the cookies.
      throw clientError("cookies are read-only", { kind: "unsupported", code: "read_only" });
    }
  }

  return {
    sealed: new Set([name, trust].flatMap(values).flatMap((value) => rests.map((rest) => value + rest))),
    note: values(over).join(""),
    trust: (sealed) => set([trust, sealed]),
    writable: () => set([`${name}.try`]),
    async replace(sealed, note) {
      const parts = sealed.match(CHUNK) ?? [];
      if (parts[CHUNKS.length]) throw clientError("the tokens are too long", { kind: "storage" });
      const changes: Change[] = CHUNKS.map((suffix, index) => [name + suffix, parts[index]]);
      if (note != null) changes.push([over, note, NOTE]);
      await set(...changes.filter(([name, value]) => value || names.has(name)));
    },
    mark: (note, seconds) => set([over, note, NOTE + seconds]),
  };
}
