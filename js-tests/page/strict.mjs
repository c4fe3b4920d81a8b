// A page whose policy forbids WebAssembly.

import { load, report } from "./report.mjs";

const { FusioClient, FusionAuthClient, Session, isClientError } = await load();
const options = { baseUrl: location.origin };
const calls = [
  new FusioClient(options).account("token"),
  new FusionAuthClient(options).login({ loginId: "x", password: "x" }),
];
const errors = await Promise.all(calls.map((call) => call.catch((error) => error)));
// Nobody asks this one whether it is ready.
const told = new Promise((resolve) => (console.error = resolve));
new Session(new FusioClient(options));
errors.push(await told);
await report(errors.map((error) => ({ kind: isClientError(error) ? error.kind : `${error}`, message: error.message })));
