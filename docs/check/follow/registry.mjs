// A registry for npm on 127.0.0.1 with our packed packages; it redirects all other requests to the configured registry.

import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

import { run } from "../../../js-tests/processes.mjs";

/** Serves the packages of the tarballs; returns the address, and a function that ends the server. */
export async function startRegistry(tarballs) {
  const elsewhere = (await run("npm", ["config", "get", "registry"])).trim();
  const packed = new Map();
  for (const path of tarballs) {
    const manifest = JSON.parse(await run("tar", ["-xzOf", path, "package/package.json"]));
    packed.set(`/${manifest.name}`, { manifest, tarball: readFileSync(path) });
  }
  const server = createServer(({ url, headers }, response) => {
    const found = packed.get(url);
    const file = packed.get(url.split("/-/")[0]);
    // npm must not cache our package: a later build has the same name and version.
    if (found)
      response
        .setHeader("Cache-Control", "no-store")
        .end(JSON.stringify(packument(found, `http://${headers.host}${url}`)));
    else if (file) response.setHeader("Cache-Control", "no-store").end(file.tarball);
    else response.writeHead(307, { Location: new URL(url.slice(1), elsewhere).href }).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

/** A registry's document about a package that has one version. */
function packument({ manifest, tarball }, url) {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  const dist = { integrity, tarball: `${url}/-/${name}-${version}.tgz` };
  return { name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } };
}
