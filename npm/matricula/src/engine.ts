// `matricula/engine` puts the engine into the script that imports it. A service worker cannot import it later.

import { ClientError } from "./errors.js";
import { register } from "./load.js";
import { start } from "./wasm.js";

register(() => start(ClientError));
