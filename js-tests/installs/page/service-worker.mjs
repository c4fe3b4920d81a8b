import "matricula/engine";
import { FusioClient } from "matricula";
import { use } from "./use.mjs";

addEventListener("message", (event) => {
  const [baseUrl, name] = event.data;
  const answer = use(FusioClient, baseUrl, name).catch((error) => `${error}`);
  event.waitUntil(answer.then((answer) => event.source.postMessage(answer)));
});
