// A page that follows a session, and that is rendered when it is built.

"use client";

import { useSyncExternalStore } from "react";
import { FusioClient, Session } from "matricula";

const session = new Session(new FusioClient({ baseUrl: "http://127.0.0.1:9" }));
const { subscribe, get, getServer } = session.state;

export default function Page() {
  return <p>{useSyncExternalStore(subscribe, get, getServer).status}</p>;
}
