import { decodeJwt, FusioClient } from "matricula";

const fusio = new FusioClient({ baseUrl: location.origin });

const { token } = await fusio.login({ username: "ada", password: "correct-Horse-1" });
console.log("in the token:", decodeJwt(token));

const { id, name, email, status } = await fusio.account(token);
console.log("the account:", { id, name, email, status });
