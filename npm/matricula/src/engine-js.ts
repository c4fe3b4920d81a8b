// A script that imports `matricula/engine-js` contains the JavaScript version of the engine. Then the package uses this
// version, even where WebAssembly is allowed.

import { ClientError } from "./errors.js";
import { start } from "./javascript.js";
import { register } from "./load.js";

register(() => start(ClientError));
