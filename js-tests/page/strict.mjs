// A page whose policy forbids WebAssembly.

import { load, report } from "./report.mjs";

const { FusioClient, FusionAuthClient, isClientError } = await load();
const options = { baseUrl: location.origin };
const calls = [new FusioClient(options).account("token"), new FusionAuthClient(options).login({ loginId: "x", password: "x" })];
const errors = await Promise.all(calls.map((call) => call.catch((error) => error)));
await report(errors.map((error) => ({ kind: isClientError(error) ? error.kind : `${error}`, message: error.message })));
