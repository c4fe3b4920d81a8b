// The pages of the guide about frameworks that render on a server, and the differences between their apps. The test of
// a page runs its commands. So the test also builds the app, if the app needs a build.

/**
 * `signOut` is the path to which the form for signing out is sent; the default is `/sign-out`. The request `payload`
 * gets the data that scripts of the page receive. A request with the headers `readOnly` reaches a page that cannot set
 * cookies. The command `types` checks the types that the build does not check. `fusionAuth` names two files of the app:
 * an app for FusionAuth uses the first one in place of the second one.
 */
export const FRAMEWORKS = {
  "docs/start/next.md": {
    payload: { path: "/", headers: { RSC: "1" } },
    // Next.js does not run the app's `proxy.ts` for a request with this header, and the page itself cannot set cookies.
    readOnly: { "next-router-prefetch": "1" },
    fusionAuth: ["lib/fusionauth.ts", "lib/sessions.ts"],
  },
  "docs/start/sveltekit.md": {
    payload: { path: "/__data.json" },
    types: "npx tsc --noEmit",
    fusionAuth: ["src/lib/server/fusionauth.ts", "src/lib/server/sessions.ts"],
  },
  "docs/start/nuxt.md": {
    signOut: "/api/sign-out",
    types: "npx tsc --noEmit -p .nuxt/tsconfig.server.json",
    fusionAuth: ["server/fusionauth.ts", "server/utils/sessions.ts"],
  },
  "docs/start/hono.md": {},
};
