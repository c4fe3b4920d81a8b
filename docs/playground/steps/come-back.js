import { FusioClient, Session } from "matricula";

const fusio = new FusioClient({ baseUrl: location.origin });
const session = new Session(fusio);

const { status } = await session.ready;
console.log(status);
if (status === "signed_in") {
  const { name } = await session.call((token) => fusio.account(token));
  console.log(`Welcome back, ${name}.`);
}
