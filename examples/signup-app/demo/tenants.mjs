// More tenants, applications and users of FusionAuth for the demonstration, besides those in
// test-server/kickstart.json.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

const readJson = async (path) => JSON.parse(await readFile(join(import.meta.dirname, path), "utf8"));

const { variables: kickstart } = await readJson("../../../test-server/kickstart.json");
const more = await readJson("fusionauth.json");
const { forum, bank, library, club, vault, school, taxi } = more.variables;

/** The API key. It is public, so use it only in tests. */
export const API_KEY = kickstart.apiKey;
/** The password of all users. */
export const PASSWORD = more.variables.password;
export const APPLICATIONS = { forum, bank, library, club, vault, school, taxi, shop: kickstart.openApplicationId };
/** The user whose account is locked. */
const LOCKED = "00000000-0000-0000-0000-000000000011";
/** Operators: the users with this role in this application. They manage registrations. */
export const OPERATORS = { applicationId: forum, role: "admin" };

/** Creates the entries of `fusionauth.json` on a server that was started with test-server/kickstart.json. */
export async function fill(server) {
  await server.control("POST", "/kickstart", more);
  // A kickstart file cannot lock a user. This request deactivates the user and deletes nothing.
  const user = `${server.url}/api/user/${LOCKED}`;
  const { status } = await fetch(user, { method: "DELETE", headers: { Authorization: API_KEY } });
  if (status !== 200) throw new Error(`the user ${LOCKED} is not locked: ${status}`);
}
