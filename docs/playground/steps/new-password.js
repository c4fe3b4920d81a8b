import { FusioClient } from "matricula";

const fusio = new FusioClient({ baseUrl: location.origin });
const newPassword = "another-Horse-2";

// The token from the link in the mail.
await fusio.executePasswordReset({ token: "TOKEN", newPassword });

const { token } = await fusio.login({ username: "ada", password: newPassword });
const { name } = await fusio.account(token);
console.log(`${name} can log in with the new password.`);
