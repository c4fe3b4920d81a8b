// `matricula/engine-js` puts the engine in JavaScript into the script that imports it. The package uses this engine.

import { ClientError } from "./errors.js";
import { start } from "./javascript.js";
import { register } from "./load.js";

register(() => start(ClientError));
