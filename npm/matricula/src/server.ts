// `matricula/server`: sessions in sealed cookies, for servers that render pages.

export { isSameOrigin } from "./server/same-origin.js";
export { createServerSessions } from "./server/server-sessions.js";
export type * from "./server/server-types.js";
