// Evaluates the measurements: ratios within each round, their medians, and the limits.

/**
 * Returns three numbers: the lower end of the 95 % interval of the median, the median, and the upper end of the
 * interval. Both ends are values of rounds, chosen by rank, so the interval is valid for any distribution.
 */
export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const { length } = sorted;
  const low = Math.max(0, Math.floor((length - 1.96 * Math.sqrt(length)) / 2));
  const [left, right] = [sorted[Math.floor((length - 1) / 2)], sorted[Math.ceil((length - 1) / 2)]];
  return [sorted[low], (left + right) / 2, sorted[length - 1 - low]];
}

/** The limits of ratios. `NATIVE` is a minimum, for calls per second. The others are maximums, for times. */
const BARE = 1.1;
const OFFICIAL = 1;
const NATIVE = 0.95;
const COLD = 1.3;
const KNOWN = 1.05;
/** The limits of the time with the engine in JavaScript, as a multiple of the time with WebAssembly. */
const ENGINES = { answered: 1.25, refused: 1.8 };
/** The limit of the time of a call in Chromium without a network, as a multiple of the time with `fetch` alone. */
const WORK = 2;

export function evaluate({ sizes, cold, known, races, engines, native, memory }) {
  const ratio = (rounds, one, other) =>
    other in rounds[0] && one in rounds[0] ? median(rounds.map((round) => round[one] / round[other])) : undefined;
  const missed = [];
  const unsettled = [];
  /**
   * A limit is missed if the whole interval of the result is beyond the limit. A limit is unsettled if the median is
   * beyond it, but a part of the interval is not.
   */
  const judge = (beyond, what) => beyond[1] && (beyond.every(Boolean) ? missed : unsettled).push(what);
  const most = (value, limit, what) =>
    value &&
    judge(
      value.map((one) => one > limit),
      `${what}: ${value[1].toFixed(2)} instead of at most ${limit}`,
    );
  const least = (value, limit, what) =>
    judge(
      value.map((one) => one < limit),
      `${what}: ${value[1].toFixed(2)} instead of at least ${limit}`,
    );

  const raced = races.map(({ call, where, network, rounds }) => {
    const row = {
      call,
      where,
      network,
      micros: median(rounds.map(({ fetch }) => fetch)),
      official: ratio(rounds, "official", "fetch"),
      matricula: ratio(rounds, "matricula", "fetch"),
      against: ratio(rounds, "matricula", "official"),
    };
    if (network === "loopback") {
      most(row.matricula, BARE, `${call} in ${where} against fetch alone`);
      most(row.against, OFFICIAL, `${call} in ${where} against the official client`);
    }
    if (network === "none" && where === "Chromium") most(row.matricula, WORK, `${call} without a network`);
    return row;
  });
  const coldest = ratio(cold, "matricula-web", "fusio-sdk");
  most(coldest, COLD, "cold start of matricula/web against fusio-sdk");
  const knowing = known.map(({ where, rounds }) => {
    const against = ratio(rounds, "matricula", "supabase");
    most(against, KNOWN, `the time until the user is known, ${where}, against @supabase/auth-js`);
    const [matricula, supabase] = ["matricula", "supabase"].map((name) => median(rounds.map((round) => round[name])));
    return { where, matricula, supabase, against };
  });
  const compared = engines.map(({ what, rounds }) => {
    const against = ratio(rounds, "js", "wasm");
    most(against, ENGINES[what], `a call that is ${what}, the engine in JavaScript against WebAssembly`);
    return { what, limit: ENGINES[what], against };
  });
  for (const { call, name, pagesBefore, pagesAfter } of memory) {
    if (pagesBefore !== pagesAfter)
      missed.push(`${call}: ${name} went from ${pagesBefore} to ${pagesAfter} pages of memory`);
  }
  const natively = native.map(({ what, rounds }) => {
    const row = {
      what,
      // In calls per second, so a larger number is better.
      rate: median(rounds.map(({ reqwest }) => 1e6 / reqwest)),
      official: ratio(rounds, "reqwest", "official"),
      matricula: ratio(rounds, "reqwest", "matricula"),
      against: ratio(rounds, "official", "matricula"),
    };
    least(row.matricula, NATIVE, `${what} in Rust against reqwest alone`);
    return row;
  });
  const started = Object.keys(cold[0]).map((name) => ({ name, millis: median(cold.map((round) => round[name])) }));
  return {
    sizes,
    cold: started,
    coldest,
    floor: ratio(cold, "webassembly", "fusio-sdk"),
    known: knowing,
    races: raced,
    engines: compared,
    native: natively,
    memory,
    missed,
    unsettled,
  };
}
