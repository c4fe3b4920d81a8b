// A page that uses the playground as a reader does: it opens the playground in a tab, presses its buttons, and reports
// what it sees. So the test needs no browser driver, and works in every browser.

const LIMIT = 60_000;
const address = new URL(location.href).searchParams.get("playground");
const tab = open(address);

/** Waits until `look` returns something. */
async function until(look, what) {
  const end = Date.now() + LIMIT;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > end)
      throw new Error(`${what}: not within ${LIMIT} ms; the page shows: ${tab.document?.body?.innerText}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const all = (selector) => [...(tab.document?.querySelectorAll(selector) ?? [])];
const textOf = (selector) => all(selector)[0]?.innerText.trim() ?? "";
const status = () => textOf("[role=status]");
const button = (name) =>
  until(() => all("button").find(({ innerText, disabled }) => innerText.trim() === name && !disabled), name);
const press = async (name) => (await button(name)).click();
/** Ends the service worker of Chromium, through the server of this page. In Firefox, a setting ends idle workers. */
const end = () => fetch("/end");

const isReady = () => until(() => status() === "The server is ready.", "the start");

/** Waits for the end of a run; returns its output. */
async function output() {
  // A run changes the status in the next step of the event loop.
  await new Promise((resolve) => setTimeout(resolve));
  await until(() => /finished|error/.test(status()), "the run");
  return { text: textOf("[role=log]"), failed: status().includes("error") };
}

async function run() {
  await press("Run");
  return output();
}

/** Goes to a sample, by its title or its value, and runs it. */
async function sample(name) {
  choose(name);
  return run();
}

function choose(name) {
  const select = tab.document.querySelector("select");
  const option = [...select.options].find(({ text, value }) => [text, value].includes(name));
  select.value = option.value;
  select.dispatchEvent(new tab.Event("change"));
}

/** Runs the playground's own steps. The browser ends the worker after each of them. */
async function flow() {
  const seen = {};
  const step = async (title, done = sample) => {
    seen[title] = await done(title);
    await end();
  };
  const open = async (title) => {
    await press(`Open the link: ${title}`);
    return output();
  };
  await step("Errors name their fields");
  await step("Register");
  await step("Confirm the account", open);
  await step("Log in");
  await step("Stay logged in");
  // The mails, the accounts and the session also survive a reload of the page.
  const old = tab.document;
  tab.location.reload();
  await until(() => tab.document !== old, "the reload");
  await isReady();
  await until(() => textOf("aside").includes("ada is logged in"), "the session");
  await step("Come back later");
  await step("Forget the password");
  await step("Set a new password", open);
  await step("Sign out");
  await step("Create and register a user");
  await step("Verify the registration", open);
  await step("Log in to the application");
  await step("Change the registration");
  return seen;
}

/**
 * Runs every sample of the guide. If a comment in a sample announces an error, `wanted` is the kind of this error.
 * Otherwise, `wanted` is null.
 */
async function guide() {
  const options = [...tab.document.querySelectorAll("option")].filter(({ value }) => value.includes(":"));
  const seen = [];
  for (const { value } of options) {
    const { failed, text: printed } = await sample(value);
    const code = tab.document.querySelector("textarea").value;
    const wanted = code.match(/throws a ClientError of the kind `(\w+)`/)?.[1];
    seen.push({ value, failed, printed, wanted: wanted ?? null });
  }
  return seen;
}

async function journey() {
  await until(() => tab.location.href !== "about:blank" && status(), "the page");
  await isReady();
  const steps = await flow();
  const samples = await guide();
  await press("Reset the server");
  await until(() => textOf("aside").includes("There is no mail yet."), "the reset");
  return { steps, samples, session: textOf("aside").includes("Nobody is logged in.") };
}

const report = await journey().catch((error) => ({ error: `${error}\n${error.stack}` }));
await fetch("/report", { method: "POST", body: JSON.stringify(report) });
