// Shared helpers of the tests of two-step login. They create users who have methods of two-step login, such as an
// authenticator app, and they get the codes of these methods.

import { TOTP } from "otpauth";
import decodeQR from "qr/decode.js";

import { API_KEY } from "../demo/tenants.mjs";
import { api, user } from "./fusionauth.mjs";
import { server } from "./support.mjs";

/** The code that an authenticator app with this secret (base32) shows at the time of the server's clock. */
export async function appCode(secret) {
  const { now } = await server.control("POST", "/clock", { advance_seconds: 0 });
  return new TOTP({ secret }).generate({ timestamp: now * 1000 });
}

/** A wrong code: like `code`, but with another last digit. */
export const wrongCode = (code) => code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));

/** The code in the newest message to an e-mail address or a phone number. */
export async function sentCode(to) {
  return /code is (\w+)/.exec((await server.outbox(to)).at(-1).text)[1];
}

/** The count of all messages to an e-mail address or a phone number. */
export const messages = async (to) => (await server.outbox(to)).length;

let numbers = 0;

/** A phone number that nobody has yet. */
export const phoneNumber = () => `+1303555${String(1000 + (numbers += 1))}`;

/**
 * Creates a user with the chosen methods of two-step login: `app` is an authenticator app, `mail` is the user's e-mail
 * address, and `sms` is a phone number.
 */
export async function userWith(applicationId, { app = false, mail = false, sms = false, ...more }) {
  const number = phoneNumber();
  const person = await user(applicationId, more);
  const { email, id } = person;
  const add = async (method) => {
    await api.sendTwoFactorCodeForEnableDisable({ ...method, userId: id });
    const code = await sentCode(method.email ?? method.mobilePhone);
    return api.enableTwoFactor(id, { ...method, code });
  };
  const answers = [];
  if (mail) answers.push(await add({ method: "email", email }));
  if (sms) answers.push(await add({ method: "sms", mobilePhone: number }));
  let secret;
  if (app) {
    const made = await api.generateTwoFactorSecret();
    secret = made.secretBase32Encoded;
    const code = await appCode(secret);
    answers.push(await api.enableTwoFactor(id, { method: "authenticator", secret: made.secret, code }));
  }
  return { ...person, number, secret, recoveryCodes: answers[0].recoveryCodes };
}

/** The current methods of a user. */
export async function methodsOf(id) {
  const answer = await fetch(`${server.url}/api/user/${id}`, { headers: { authorization: API_KEY } });
  return (await answer.json()).user.twoFactor?.methods ?? [];
}

/** The text of the QR code that a page shows, read from a picture of the code. */
export async function scanned(page) {
  const picture = await page.locator("svg.qr").screenshot();
  // The app's Content-Security-Policy forbids `fetch` for a `data:` address. An empty page has no such policy.
  const other = await page.context().newPage();
  const { width, height, data } = await other.evaluate(
    async (address) => {
      const bitmap = await createImageBitmap(await (await fetch(address)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      canvas.drawImage(bitmap, 0, 0);
      const { width, height, data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
      return { width, height, data: [...data] };
    },
    `data:image/png;base64,${picture.toString("base64")}`,
  );
  await other.close();
  return decodeQR({ width, height, data: new Uint8ClampedArray(data) });
}
