// A page whose policy forbids WebAssembly.

import { load, report } from "./report.mjs";

const { FusioClient, isClientError } = await load();
const error = await new FusioClient({ baseUrl: location.origin }).account("token").catch((error) => error);
await report({ kind: isClientError(error) ? error.kind : `${error}`, message: error.message });
