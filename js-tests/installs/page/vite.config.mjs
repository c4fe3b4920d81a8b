// Both pages are built, and the server for development sends the policy that the tests send with the others.

export default {
  base: "./",
  build: { rollupOptions: { input: ["index.html", "worker.html"] } },
  server: { host: "127.0.0.1", headers: { "Content-Security-Policy": process.env.POLICY } },
};
