// Loads a page with each client in turn, and measures the time until the page knows the user of its session.

const USER = "user-1";
const APPS = ["matricula", "supabase"];
const { api, rounds } = Object.fromEntries(new URLSearchParams(location.search));
const send = (value) => fetch("/report", { method: "POST", body: JSON.stringify(value) });
const part = (json) => btoa(JSON.stringify(json)).replaceAll("=", "");

function load(app) {
  return new Promise((resolve, reject) => {
    const frame = document.createElement("iframe");
    const hear = ({ data, source }) => {
      if (source !== frame.contentWindow) return;
      removeEventListener("message", hear);
      frame.remove();
      if (data.user === USER) resolve(data.millis);
      else reject(new Error(data.error ?? `${app}: the user is ${data.user}`));
    };
    addEventListener("message", hear);
    frame.src = `known-frame.html?${new URLSearchParams({ app, api })}`;
    document.body.append(frame);
  });
}

try {
  const seconds = 3600;
  const claims = { sub: USER, exp: Math.floor(Date.now() / 1000) + seconds };
  const token = `${part({ alg: "HS256" })}.${part(claims)}.c2lnbmF0dXJl`;
  for (const app of APPS) (await import(`/apps/known/known-${app}.js`)).store(api, USER, token, seconds);
  // To simulate a slow phone, run.mjs slows the browser down. The server answers this request after that.
  await fetch("/ready");
  const results = [];
  for (let round = 0; round < rounds; round += 1) {
    const result = {};
    const order = round % 2 ? APPS : APPS.toReversed();
    for (const app of order) result[app] = await load(app);
    results.push(result);
  }
  await send({ rounds: results });
} catch (error) {
  await send({ error: `${error?.stack ?? error}` });
}
