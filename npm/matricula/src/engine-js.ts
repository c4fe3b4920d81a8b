// `matricula/engine-js` puts the engine in JavaScript into the script that imports it, and makes the package use it.

import { ClientError } from "./errors.js";
import { start } from "./javascript.js";
import { register } from "./load.js";

register(() => start(ClientError));
