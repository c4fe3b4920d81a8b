// `matricula`, `matricula/bundle` and `matricula/web` have the same types; `matricula/engine` exports nothing.

import "matricula/engine";
import { FusioClient, preload, Session } from "matricula";
import * as bundle from "matricula/bundle";
import { startTestServer } from "matricula/testing";
import * as web from "matricula/web";

export const same: [typeof FusioClient, typeof FusioClient] = [bundle.FusioClient, web.FusioClient];
export const loaded: Promise<void> = preload();
export const client: FusioClient = new Session(new FusioClient({ baseUrl: "https://api.example.com" })).client;
export const start: typeof startTestServer = startTestServer;
