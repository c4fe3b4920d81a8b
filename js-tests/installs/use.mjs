// What every app does with the package: one real call.

export async function use(FusioClient, baseUrl, name) {
  const fusio = new FusioClient({ baseUrl });
  const { message } = await fusio.register({ name, email: `${name}@example.com`, password: "correct-Horse-7" });
  return message;
}
