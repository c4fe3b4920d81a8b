// `matricula/engine`: the engine in the script that imports this, where nothing can be imported later, as in a service worker.

import { ClientError } from "./errors.js";
import { register } from "./load.js";
import { start } from "./wasm.js";

register(() => start(ClientError));
