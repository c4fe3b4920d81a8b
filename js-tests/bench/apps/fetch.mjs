// The app of the benchmark without a client: it sends its requests with the platform's own `fetch`.

export async function main(url, username, password) {
  const { token } = await call(`${url}/consumer/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ username, password }),
  });
  return call(`${url}/consumer/account`, { headers: { Authorization: `Bearer ${token}` } });
}

async function call(url, init) {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}
