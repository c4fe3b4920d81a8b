// A page that uses the folder `pkg` of `wasm-pack build` without changes.

import init, { FusioClient, FusionAuthClient, isClientError } from "/pkg/matricula.js";
import { report, settings } from "./report.mjs";

const text = async (url) => (await fetch(url)).text();

async function fusio() {
  const client = new FusioClient({ baseUrl: settings.api });
  const ada = { name: "ada", email: "ada@example.com", password: "correct-Horse-7" };
  await client.register(ada);
  const refused = await client.login({ username: ada.name, password: ada.password }).catch((error) => error);
  const [mail] = JSON.parse(await text(`${settings.control}/outbox?to=${ada.email}`));
  await client.activate({ token: mail.links[0].split("/").at(-1) });
  const { token } = await client.login({ username: ada.name, password: ada.password });
  const { name } = await client.account(token);
  const { url, nonce } = await client.identityRedirect("fusio", location.href);
  const back = new URL(new URL(url).searchParams.get("redirect_uri"));
  back.searchParams.set("access_token", token);
  const { access_token } = await client.identityCallback(back.href, nonce);
  return { refused: isClientError(refused) && refused.kind, name, isSame: access_token === token };
}

async function fusionAuth() {
  const { apiKey, linkApplicationId: applicationId } = JSON.parse(await text("/server/kickstart.json")).variables;
  const options = { baseUrl: location.origin, apiKey };
  let refused;
  try {
    new FusionAuthClient(options);
  } catch (error) {
    refused = error.kind;
  }
  const client = new FusionAuthClient({ ...options, dangerouslyAllowBrowser: true });
  const user = { email: "bob@example.com", password: "correct horse 1" };
  const made = await client.createAndRegister(null, { user, registration: { applicationId, roles: ["user"] } });
  const { id } = made.user;
  await client.patchRegistration(id, { registration: { applicationId, username: "bob" } });
  const { registration } = await client.retrieveRegistration(id, applicationId);
  await client.deleteRegistration(id, applicationId);
  const gone = await client.retrieveRegistration(id, applicationId).catch((error) => error);
  return { refused, username: registration.username, roles: registration.roles, gone: gone.kind };
}

try {
  await init();
  await report({ fusio: await fusio(), fusionAuth: await fusionAuth() });
} catch (error) {
  await report({ error: `${error}\n${error?.stack}` });
}
