import { FusioClient } from "matricula";
import { show } from "./show.mjs";
import { use } from "./use.mjs";

show((...call) => use(FusioClient, ...call));
