import { FusioClient, Session } from "matricula";

const session = new Session(new FusioClient({ baseUrl: location.origin }));
session.on("signed_out", ({ reason }) => console.log(`signed out: ${reason}`));

await session.ready;
const { told } = await session.signOut();
console.log(
  told
    ? "The server has revoked the token."
    : "The server did not confirm the sign-out: nobody was signed in, or the request has failed.",
);
