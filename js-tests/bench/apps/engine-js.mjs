// A client with the engine in JavaScript.

import "matricula/engine-js";

export { FusioClient } from "matricula";
