// The client of Fusio, and its session, which all tabs share.

import { FusioClient, Session } from "matricula";

import { follow, type Happening } from "../components/SessionCard.tsx";
import { fusioUrl } from "../settings.ts";
import { store } from "../store.ts";

export const fusio = new FusioClient({ baseUrl: fusioUrl });
// The demonstration has one address for both vendors, so each session needs its own key in the storage.
export const session = new Session(fusio, { storageKey: "fusio" });

/** The events of the session since the app was opened. */
export const happened = store<readonly Happening[]>([]);
follow(session, happened);
