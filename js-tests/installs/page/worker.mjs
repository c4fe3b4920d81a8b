import { FusioClient } from "matricula";
import { use } from "./use.mjs";

addEventListener("message", async ({ data: [baseUrl, name] }) => {
  postMessage(await use(FusioClient, baseUrl, name).catch((error) => `${error}`));
});
