// The trust ids of a session: its storage keeps them beside the tokens, and still has them after a sign-out.

import { STORE_LIMIT } from "../generated/constants.js";
import type { FusionAuthOptions } from "../generated/wire.js";
import type { Adapter } from "../storage.js";
import { addTrust, readTrusts, type Trusts, withTrust } from "../trust.js";
import { within } from "../within.js";

/** The trust ids of one session. */
export interface KnownTrusts {
  /** The request of a login. If the request has no trust id, the result has the known trust id for its login id. */
  asked<T>(request: T): Promise<T>;
  /** Keeps the trust id of an answer, if it has one. */
  keep(answer: unknown): Promise<void>;
}

export function knownTrusts(kept: Adapter, key: string, { baseUrl, tenantId }: FusionAuthOptions): KnownTrusts {
  const record = `${key}:trust`;
  const place = `${`${baseUrl}`.replace(/\/+$/, "")} ${tenantId ?? ""} `;
  const known: Trusts = readTrusts();
  /** The ids that are not stored yet. After each read of the storage, they replace the older ids from the storage. */
  const unsaved: Trusts = readTrusts();
  /** A storage that fails or hangs must not prevent a sign-in. */
  const attempt = async (work: () => unknown): Promise<unknown> =>
    kept.inMemory ? undefined : within(async () => work(), undefined, STORE_LIMIT).catch(() => {});
  /** Reads the ids again: another tab may have stored newer ids. Returns true if the storage has answered. */
  const read = () =>
    attempt(async () => {
      const text = await kept.get(record);
      try {
        Object.assign(known, readTrusts(text), unsaved);
      } catch {
        // The text is not a record of trust ids.
      }
      return true;
    });
  return {
    async asked(request) {
      await read();
      return withTrust(request, known, place);
    },
    async keep(answer) {
      if (!addTrust(answer, {})) return;
      const isRead = await read();
      const ids = addTrust(answer, known, place) as string;
      addTrust(answer, unsaved, place);
      // If the read failed, this session does not know the stored ids of other users: a write would delete them.
      if (!isRead) return;
      await attempt(async () => {
        await kept.set(record, ids);
        // Another sign-in may have added newer ids to `unsaved` meanwhile: they are not stored yet.
        const stored = readTrusts(ids);
        for (const login in unsaved) if (unsaved[login] === stored[login]) delete unsaved[login];
      });
    },
  };
}
