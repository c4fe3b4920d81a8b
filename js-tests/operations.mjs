// Every operation of both clients, from docs/operations.json, and sample bodies: bodies with all members, and the
// samples of FusionAuth's documentation.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (path) => JSON.parse(readFileSync(join(import.meta.dirname, "..", path), "utf8"));
const fixture = (name) => read(`tests/fixtures/${name}.json`);

const LIST = read("docs/operations.json");
const DECLARED = { FusioClient: LIST.fusio, FusionAuthClient: LIST.fusionauth };
const FIXTURES = { FusioClient: fixture("fusio-bodies"), FusionAuthClient: fixture("fusionauth-bodies") };
const SAMPLES = fixture("fusionauth-registrations");

export const CLIENTS = Object.keys(FIXTURES);

/**
 * The operations of a client. Each has its name, the types of its parameters, whether it takes options, the type of its
 * answer, and whether the answer may have no members.
 */
export function operations(client) {
  return DECLARED[client].map(({ js, arguments: path, body, method, response, answer }) => ({
    name: js,
    parameters: [...path, ...(body ? [body] : [])].map(({ type }) => type),
    // An operation that makes no HTTP request takes no options.
    takesOptions: method !== undefined,
    answer: response ?? "void",
    mayBeEmpty: answer?.every(asksNothing) ?? false,
  }));
}

/** Whether `needed`, a requirement for answers, allows an answer of status 200 without members. */
const asksNothing = (needed) =>
  Array.isArray(needed) ? needed[0].required.length === 0 : ["empty", "list"].includes(needed);

/** The examples of a client by the names of their operations. */
export function examples(client) {
  const told = DECLARED[client].filter(({ javascript }) => javascript !== null);
  return Object.fromEntries(told.map(({ js, javascript }) => [js, javascript]));
}

/** Replaces each `"@Name"` with the body `Name` of the fixture. */
function complete(bodies, value) {
  if (typeof value === "string" && value.startsWith("@")) return complete(bodies, bodies[value.slice(1)]);
  return mapped(value, (value) => complete(bodies, value));
}

function mapped(value, change) {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(member)]));
}

/** Every form of the body of a declared type, including the samples of FusionAuth's documentation. */
export function forms(client, type) {
  const name = type.replace(/^FusionAuth(?=[A-Z])|<.*/g, "");
  if (type.endsWith("[]")) return [forms(client, type.slice(0, -2))];
  const bodies = FIXTURES[client];
  const samples = client === "FusionAuthClient" ? SAMPLES.filter((sample) => sample.type === name) : [];
  const found = bodies[name] ? [complete(bodies, bodies[name])].flat() : [];
  return [...found, ...samples.map(({ body }) => body)];
}

/** Every list of arguments for an operation. A string parameter is `text`, which also replaces `"x"` in bodies. */
export function calls(client, { parameters }, text) {
  const any = (value) => (value === "x" ? text : mapped(value, any));
  const values = parameters.map((type) => (/\bstring\b/.test(type) ? [text] : forms(client, type).map(any)));
  return values.reduce((calls, values) => calls.flatMap((call) => values.map((value) => [...call, value])), [[]]);
}

/** Adds an unknown member to every object. In an object with only strings, the new member is a string, too. */
export function widened(value) {
  const wide = mapped(value, widened);
  if (Array.isArray(wide) || typeof wide !== "object" || wide === null) return wide;
  const texts = Object.values(wide).every((member) => typeof member === "string");
  return { ...wide, "zz-new": texts ? "text" : { of: ["a newer server", null, 1.5] } };
}

/** All bodies, each with the name of its type in TypeScript: `[type, body]`. */
export function typed(client) {
  // In TypeScript, a FusionAuth type has a prefix if Fusio has a type with the same name.
  const name = (name) => (client === "FusionAuthClient" && name in FIXTURES.FusioClient ? `FusionAuth${name}` : name);
  return Object.keys(FIXTURES[client]).flatMap((body) => forms(client, body).map((form) => [name(body), form]));
}
