// The FusionAuth part of the demonstration: the npm package in Node, where an API key is safe.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import * as matricula from "matricula";

import { Journey } from "../../../js-tests/page/journey.mjs";
import { KICKSTART } from "./app.mjs";

const JOURNEY = join(import.meta.dirname, "../../../tests/fixtures/fusionauth-journey.json");
const readJson = async (path) => JSON.parse(await readFile(path, "utf8"));

/** The maximum length of the list of JSON members in a result, in characters. A longer list is cut. */
const LONGEST = 120;

/** The steps of a journey that the tests also run: names, and functions that return the result as text. */
export async function journey(server) {
  const list = await readJson(JOURNEY);
  const journey = new Journey(matricula, server, await readJson(KICKSTART), list);
  return list.steps.map((step) => [step.step, async () => inWords(await journey.take(step), step.has)]);
}

/** The result as text: the status, and the error, the outcome of a login, or the JSON members that the step checks. */
function inWords({ sends, answer, mail, refused }, has) {
  const status = sends?.[0].split(" ").at(-1) ?? "";
  if (refused) {
    const codes = Object.values(refused.fieldErrors).flat();
    return `${status} ${[refused.kind, ...(codes.length > 0 ? codes : [refused.code])].join(" ")}`.trim();
  }
  if (answer?.response) return `${status} ${answer.status}`;
  const words = members(answer ?? mail, has).join(", ");
  return `${status} ${words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words}`.trim();
}

/** The name and the value of each member that `has` names, also of members inside other members. */
function members(actual, has = {}) {
  return Object.entries(has).flatMap(([name, has]) => {
    const value = actual[name] ?? null;
    if (value === null) return [`no ${name}`];
    if (has !== null && has.constructor === Object) return members(value, has);
    return [`${name} ${Array.isArray(value) ? `[${value.join(", ")}]` : value}`];
  });
}

/** The addresses, users, keys and ids for a person who uses the server. */
export async function describe({ address, server }) {
  const { variables } = await readJson(KICKSTART);
  const client = new matricula.FusionAuthClient({ baseUrl: server.url, apiKey: variables.apiKey });
  const { tenants } = await client.retrieveTenants();
  const { applications } = await client.retrieveApplications();
  const lines = tenants.flatMap((tenant) => [
    `  tenant       ${tenant.id}  ${tenant.name}`,
    ...applications
      .filter(({ tenantId }) => tenantId === tenant.id)
      .map(({ id, name }) => `  application  ${id}  ${name}`),
  ]);
  return [
    `FusionAuth: ${address}/#/fusionauth, for operators: ${address}/#/fusionauth/admin`,
    `  operator     ${variables.adminEmail}, password "${variables.adminPassword}"`,
    "  users        lovelace, guest, change, second, blocked, expired, locked and vault, at example.test. All have the",
    "               operator's password. The user vault logs in to the Vault. The others log in to the Forum,",
    "               and each gets a different result",
    `  API key      ${variables.apiKey}  (public, so only for tests; the gate in examples/signup-app/server has it)`,
    ...lines,
  ].join("\n");
}
