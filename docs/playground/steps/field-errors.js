import { FusioClient, isClientError } from "matricula";

const fusio = new FusioClient({ baseUrl: location.origin });

try {
  await fusio.register({ name: "ada", email: "no address", password: "short" });
} catch (error) {
  if (!isClientError(error)) throw error;
  console.log(error.kind);
  for (const [field, [first]] of Object.entries(error.fieldErrors ?? {})) console.log(`${field}: ${first.message}`);
}
