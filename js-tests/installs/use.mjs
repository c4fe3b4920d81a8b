// The call that most apps of these tests make with the package.

export async function use(FusioClient, baseUrl, name) {
  const fusio = new FusioClient({ baseUrl });
  const { message } = await fusio.register({ name, email: `${name}@example.com`, password: "correct-Horse-7" });
  return message;
}
