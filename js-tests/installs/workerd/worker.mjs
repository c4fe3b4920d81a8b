import { FusioClient, isClientError, Session } from "matricula";
import { use } from "./use.mjs";

// Outside a handler workerd has no timers and no network, so `refresh` fails here. Calls in a handler still work.
const session = new Session(new FusioClient({ baseUrl: "http://127.0.0.1:9" }));
const refusal = session.refresh().catch((error) => error);

export default {
  async fetch(request) {
    const error = await refusal;
    if (!isClientError(error) || error.kind !== "unsupported") return new Response(`\`refresh\` gave ${error}`);
    const { status } = await session.ready;
    if (status !== "signed_out") return new Response(`the session is ${status}`);
    const { kind } = await session.accessToken().catch((error) => error);
    if (kind !== "no_session") return new Response(`the session's error is ${kind}`);
    const { searchParams } = new URL(request.url);
    return new Response(await use(FusioClient, searchParams.get("api"), searchParams.get("name")));
  },
};
