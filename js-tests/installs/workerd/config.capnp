# As Wrangler would write it: the bundle, the WebAssembly as a module, and a port.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "app", worker = (
      modules = [
        (name = "worker.js", esModule = embed "dist/worker.js"),
        (name = "matricula_bg.wasm", wasm = embed "node_modules/matricula/matricula_bg.wasm"),
      ],
      compatibilityDate = "2026-01-01",
    )),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "app")],
);
