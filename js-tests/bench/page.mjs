// Runs the races in a page, and sends the results to its server.

import { raceAll } from "./race.mjs";

const send = (value) => fetch("/report", { method: "POST", body: JSON.stringify(value) });
try {
  const settings = await (await fetch("/settings")).json();
  await send({ races: await raceAll(settings, "Chromium", () => true) });
} catch (error) {
  await send({ error: `${error?.stack ?? error}` });
}
