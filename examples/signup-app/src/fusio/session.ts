// The client for Fusio, and its session, which all tabs share.

import { FusioClient, Session } from "matricula";

import { follow, type Happening } from "../components/SessionCard.tsx";
import { fusioUrl } from "../settings.ts";
import { store } from "../store.ts";

export const fusio = new FusioClient({ baseUrl: fusioUrl });
// The sessions for Fusio and FusionAuth share the storage of the app, so each session needs its own key there.
export const session = new Session(fusio, { storageKey: "fusio" });

/** The newest events of the session since the app was opened. */
export const happened = store<readonly Happening[]>([]);
follow(session, happened);
