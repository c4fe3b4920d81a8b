// The pages of the guide for frameworks that render on a server, and where their apps differ. The test of a page builds its
// app, which also checks its scripts.

/**
 * `signOut` takes the form that signs out. The requests `payload` get the data of the page for scripts. A request with the
 * headers `readOnly` reaches a page that cannot set cookies. The command `types` checks what the build does not.
 */
export const FRAMEWORKS = {
  "docs/start/next.md": {
    payload: { path: "/", headers: { RSC: "1" } },
    // Next.js does not run the proxy for a request with this header; and a page cannot set cookies.
    readOnly: { "next-router-prefetch": "1" },
  },
  "docs/start/sveltekit.md": {
    payload: { path: "/__data.json" },
    types: "npx tsc --noEmit",
  },
  "docs/start/nuxt.md": {
    signOut: "/api/sign-out",
    types: "npx tsc --noEmit -p .nuxt/tsconfig.server.json",
  },
  "docs/start/hono.md": {},
};
