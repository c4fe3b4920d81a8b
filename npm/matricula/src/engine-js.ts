// `matricula/engine-js` puts the engine in JavaScript into the script that imports this module. Then the package uses
// this engine, even where WebAssembly is allowed.

import { ClientError } from "./errors.js";
import { start } from "./javascript.js";
import { register } from "./load.js";

register(() => start(ClientError));
