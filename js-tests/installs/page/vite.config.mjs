// Builds both pages. The development server sends the same policy as the server of the tests.

export default {
  base: "./",
  build: { rollupOptions: { input: ["index.html", "worker.html"] } },
  server: { host: "127.0.0.1", headers: { "Content-Security-Policy": process.env.POLICY } },
};
