import { FusioClient } from "matricula";
import { use } from "./use.mjs";

export default {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    return new Response(await use(FusioClient, searchParams.get("api"), searchParams.get("name")));
  },
};
