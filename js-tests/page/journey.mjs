// Runs a list of calls to the FusionAuth API in Node and in pages. tests/it/fusionauth_journey.rs runs the
// list in Rust.
//
// The steps are in tests/fixtures/fusionauth-journey.json, the expected requests and results in
// fusionauth-transcript.json in the same folder.

/** Runs the steps against a server that was started with `kickstart`; stores values that later steps need. */
export class Journey {
  #matricula;
  #server;
  #names;
  /** The number of requests that the server received before the current step. */
  #before;

  /**
   * `matricula` is the package. `server` has the addresses `url` and `controlUrl`. It may also have the client option
   * `observe`.
   */
  constructor(matricula, server, kickstart, list) {
    this.#matricula = matricula;
    this.#server = server;
    this.#names = { ...kickstart.variables, ...list.names };
  }

  /** Runs a step, checks its result against the list, and returns its entry for the transcript. */
  async take({
    step,
    call,
    with: args = [],
    by,
    tenant,
    status,
    has,
    refused,
    keep = {},
    mail,
    advance_seconds,
    settings,
  }) {
    const note = (came) => {
      const normal = normalized(came, this.#names);
      contains(step, normal, has);
      for (const [name, path] of Object.entries(keep)) {
        const value = path.split(".").reduce((value, member) => value[member], came);
        if (typeof value !== "string") throw new Error(`${step}: ${path} is missing`);
        this.#names[name] = value;
      }
      return normal;
    };
    if (advance_seconds) await this.#tell("POST", "/clock", { advance_seconds });
    if (settings) await this.#tell("PATCH", "/settings", settings);
    if (mail) {
      const mails = await this.#tell("GET", `/outbox?to=${encodeURIComponent(filled(mail, this.#names))}`);
      return { step, mail: note(mailed(mails)) };
    }
    if (!call) return { step };
    this.#before ??= (await this.#tell("GET", "/requests")).length;
    const outcome = await this.#call(call, filled(args, this.#names), by, tenant).then(
      (answer) => ({ answer: answer ?? null }),
      (error) => ({ error }),
    );
    const all = await this.#tell("GET", "/requests");
    // Leaves out the preflight requests of browsers, and the second of two requests with a 421: browsers send a request
    // again after a 421.
    const requests = all
      .slice(this.#before)
      .filter(({ method }) => method !== "OPTIONS")
      .filter(({ status }, index, { [index - 1]: before }) => status !== 421 || before?.status !== 421);
    this.#before = all.length;
    const sends = requests.map((request) => seen(request, this.#names));
    if ("answer" in outcome) {
      if (refused) throw new Error(`${step}: the server accepted the call`);
      contains(step, requests[0].status, status);
      return { step, sends, answer: note(outcome.answer) };
    }
    if (!refused || !this.#matricula.isClientError(outcome.error)) throw outcome.error;
    const error = told(outcome.error);
    contains(step, error, { ...refused, status });
    contains(step, requests[0].status, status);
    return { step, sends, refused: error };
  }

  /** Calls an operation; its name in the list is in snake_case. */
  async #call(operation, args, by, tenant) {
    const { FusionAuthClient } = this.#matricula;
    const operator = { apiKey: this.#names.apiKey, dangerouslyAllowBrowser: true };
    if (by && by !== "visitor") throw new Error(`the list has an unknown caller: ${by}`);
    const { url: baseUrl, observe } = this.#server;
    let client = new FusionAuthClient({ baseUrl, observe, ...(!by && operator) });
    if (tenant) client = client.forTenant(filled(tenant, this.#names));
    return client[operation.replace(/_(.)/g, (_, letter) => letter.toUpperCase())](...args);
  }

  async #tell(method, path, body) {
    const answer = await fetch(this.#server.controlUrl + path, { method, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text && JSON.parse(text);
  }
}

/** Replaces each `$name` by its value. */
function filled(value, names) {
  if (typeof value !== "string") return mapped(value, (value) => filled(value, names));
  if (!value.startsWith("$")) return value;
  if (!(value.slice(1) in names)) throw new Error(`no earlier step has stored ${value}`);
  return names[value.slice(1)];
}

/** Replaces known values by `$name`, and values that differ in each run by a word such as `<uuid>`. */
function normalized(value, names, member = "") {
  if (/onetimecode$/i.test(member)) return "<code>";
  if (Number.isInteger(value) && value >= 1_000_000_000) return "<instant>";
  if (typeof value !== "string") return mapped(value, (value, member) => normalized(value, names, member));
  const known = Object.keys(names)
    .sort()
    .find((name) => names[name] === value);
  if (known) return `$${known}`;
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)) return "<uuid>";
  if (/^eyJ[^.]*\.[^.]*\.[^.]*$/.test(value)) return "<jwt>";
  if (/^[\w-]{32,}$/.test(value)) return "<secret>";
  if (/^[A-Z\d]{4}$/.test(value)) return "<id>";
  return /^[A-Z\d]{5}-[A-Z\d]{5}$/.test(value) ? "<code>" : value;
}

/** Changes each member of an object or list; returns the result. */
function mapped(value, change) {
  if (Array.isArray(value)) return value.map((value) => change(value));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, value]) => [name, change(value, name)]));
}

/** A request as the server saw it, and the status of its answer. */
function seen({ method, path, query, status }, names) {
  const normal = (text, between) =>
    text
      .split(between)
      .map((part) => normalized(part, names))
      .join(between);
  const parameters = query?.split("&").map((parameter) => normal(parameter, "="));
  return `${method} ${normal(path, "/")}${parameters ? `?${parameters.join("&")}` : ""} ${status}`;
}

/** The number of mails, and parts of the newest mail: the subject, and if present, the id in its link and its code. */
function mailed(mails) {
  const { subject, links, text } = mails.at(-1);
  const oneTimeCode = /your code is (\w+)/.exec(text)?.[1];
  const verificationId = links[0]?.split("?")[0].split("/").at(-1);
  return {
    count: mails.length,
    subject,
    ...(verificationId && { verificationId }),
    ...(oneTimeCode && { oneTimeCode }),
  };
}

/** The members of an error. Its field errors and general errors are replaced by their codes. */
function told({ kind, status = null, code = null, message, fieldErrors = {}, generalErrors = [] }) {
  const codes = (errors) => errors.map(({ code = null }) => code);
  return { kind, status, code, message, fieldErrors: mapped(fieldErrors, codes), generalErrors: codes(generalErrors) };
}

/** Checks that `actual` has all of `expected`; an expected null means that the member is missing or null. */
function contains(step, actual, expected) {
  if (expected === undefined) return;
  if (isObject(actual) && isObject(expected)) {
    for (const [name, value] of Object.entries(expected)) contains(`${step}: ${name}`, actual[name] ?? null, value);
  } else if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`${step}: ${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
  }
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
