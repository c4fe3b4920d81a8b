// A route of the server: `/register?api=…&name=…`.

import { FusioClient } from "matricula";
import { use } from "../../use.mjs";

export async function GET(request) {
  const { searchParams } = new URL(request.url);
  return new Response(await use(FusioClient, searchParams.get("api"), searchParams.get("name")));
}
