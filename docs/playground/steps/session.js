import { FusioClient, Session } from "matricula";

const fusio = new FusioClient({ baseUrl: location.origin });
const session = new Session(fusio); // it keeps its tokens in localStorage

await session.signIn({ username: "ada", password: "correct-Horse-1" });
const { name } = await session.call((token) => fusio.account(token));
console.log(`${name} is logged in, also in all other tabs, and after a reload.`);
