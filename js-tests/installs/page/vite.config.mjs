// The development server sends the same Content Security Policy as the server in installs.test.mjs.

export default {
  base: "./",
  build: { rollupOptions: { input: ["index.html", "worker.html"] } },
  server: { host: "127.0.0.1", headers: { "Content-Security-Policy": process.env.POLICY } },
};
