// A page whose policy forbids WebAssembly.

import { load, report } from "./report.mjs";

const { FusioClient, FusionAuthClient, Session, isClientError } = await load();
const options = { baseUrl: location.origin };
const session = new Session(new FusioClient(options));
const calls = [
  new FusioClient(options).account("token"),
  new FusionAuthClient(options).login({ loginId: "x", password: "x" }),
  session.accessToken(),
];
const errors = await Promise.all(calls.map((call) => call.catch((error) => error)));
const told = errors.map((error) => ({ kind: isClientError(error) ? error.kind : `${error}`, message: error.message }));
await report({ told, state: session.state.get() });
