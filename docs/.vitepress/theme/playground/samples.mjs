// Puts the address of the playground's server into the samples, and finds the sample for a link in a mail.

import { data } from "./samples.data.mjs";

/** The groups of samples; `origin` replaces the addresses of servers in the samples. */
export const samplesOf = (origin) =>
  data.groups.map((group) => ({
    ...group,
    samples: group.samples.map((sample) => ({
      ...sample,
      code: data.addresses.reduce((code, address) => code.replaceAll(address, origin), sample.code.trim()),
    })),
  }));

/** The code of a sample, with `token` in place of `"TOKEN"`. Without a token, the code is unchanged. */
export const filled = (code, token) => (token ? code.replace('"TOKEN"', () => JSON.stringify(token)) : code);

/** The sample to which a link in a mail leads, with the token of the link; undefined if there is no such sample. */
export function actionOf(link, samples) {
  const { pathname } = new URL(link);
  const sample = samples.find((sample) => sample.link && pathname.includes(sample.link));
  return sample && { sample, token: pathname.split(sample.link)[1] };
}
