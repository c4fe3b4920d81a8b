// `matricula/engine` puts the engine into the script that imports this module. Service workers need this, because they
// cannot use `import()`.

import { ClientError } from "./errors.js";
import { register } from "./load.js";
import { start } from "./wasm.js";

register(() => start(ClientError));
