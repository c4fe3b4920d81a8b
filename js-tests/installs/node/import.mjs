import { FusioClient } from "matricula";
import { use } from "./use.mjs";

console.log(await use(FusioClient, ...process.argv.slice(2)));
