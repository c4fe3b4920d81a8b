// The one client of Fusio and its session, which all tabs share.

import { FusioClient, Session } from "matricula";

import { follow, type Happening } from "../components/SessionCard.tsx";
import { fusioUrl } from "../settings.ts";
import { store } from "../store.ts";

export const fusio = new FusioClient({ baseUrl: fusioUrl });
// Both vendors' sessions live at one address of the demonstration, so each has a name of its own.
export const session = new Session(fusio, { storageKey: "fusio" });

/** What has happened to it since the app was opened. */
export const happened = store<readonly Happening[]>([]);
follow(session, happened);
