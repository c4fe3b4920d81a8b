// Compares, in a page, the speed of the engine in JavaScript with the speed of the WebAssembly. The engines take turns,
// and a function replaces the network.

const ROUNDS = 60;
const CALLS = 100;
const baseUrl = "http://127.0.0.1";
const send = (value) => fetch("/report", { method: "POST", body: JSON.stringify(value) });
const engines = Object.entries({ wasm: "/apps/engine-wasm.js", js: "/apps/engine-js.js" });

/** What the function that replaces the network answers for each result of a call: the status and the body. */
const ANSWERS = {
  answered: [200, '{"id":1,"name":"ann","email":"ann@example.com","points":10}'],
  refused: [400, '{"success":false,"message":"Invalid name or password"}'],
};
const CALL = {
  answered: (client) => client.account("token"),
  refused: (client) => client.login({ username: "ann", password: "wrong" }).catch(({ kind }) => kind),
};

async function micros(call) {
  const start = performance.now();
  for (let done = 0; done < CALLS; done += 1) await call();
  return ((performance.now() - start) * 1000) / CALLS;
}

async function compare(what) {
  const [status, text] = ANSWERS[what];
  const options = { baseUrl, fetch: async () => new Response(text, { status }) };
  const calls = {};
  for (const [name, script] of engines) {
    const client = new (await import(script)).FusioClient(options);
    calls[name] = () => CALL[what](client);
    await micros(calls[name]);
  }
  const results = await Promise.all(Object.values(calls).map((call) => call()));
  const [one, other] = results.map((result) => JSON.stringify(result));
  if (one !== other) throw new Error(`${what}: ${one} is not ${other}`);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const result = {};
    const order = Object.keys(calls);
    if (round % 2 === 1) order.reverse();
    for (const name of order) result[name] = await micros(calls[name]);
    rounds.push(result);
  }
  return { what, rounds };
}

try {
  const compared = [];
  for (const what of Object.keys(ANSWERS)) compared.push(await compare(what));
  await send({ compared });
} catch (error) {
  await send({ error: `${error?.stack ?? error}` });
}
