// A page that shows the state of a session, and is rendered at build time.

"use client";

import { FusioClient, Session } from "matricula";
import { useSyncExternalStore } from "react";

const session = new Session(new FusioClient({ baseUrl: "http://127.0.0.1:9" }));
const { subscribe, get, getServer } = session.state;

export default function Page() {
  return <p>{useSyncExternalStore(subscribe, get, getServer).status}</p>;
}
