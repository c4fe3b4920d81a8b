// A whole app with Fusio: sign up, confirm, log in, stay logged in, log out, and reset a forgotten password.
import { FusioClient, Session } from "matricula";
import { useSession, useUser } from "matricula/react";
import { type ComponentProps, type FormEvent, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

type Page = [title: string, fields: Record<string, string>, send: (data: any) => Promise<unknown>, done?: string];
type Result = { message?: string; fieldErrors?: Record<string, { message: string }[]> }; // a ClientError has these, too

const fusio = new FusioClient({ baseUrl: import.meta.env.VITE_FUSIO ?? "http://127.0.0.1:8080" });
const session = new Session(fusio);
const [, action, token = ""] = location.hash.match(/^#(activate|reset)=(.+)$/) ?? []; // from the link in a mail
if (token) history.replaceState(null, "", "/"); // the history must not keep the token
const [DONE, MAILED] = [{ message: "You can log in now." }, "Look into your mail and follow the link."];
const confirming = action === "activate" ? [fusio.activate({ token }).then(() => DONE)] : [];
const hide = (error: { kind: string }) => error.kind === "not_found" || Promise.reject(error); // hides who is a user
const PAGES: Record<string, Page> = {
  login: ["Log in", { username: "Name or e-mail", password: "Password" }, (data) => session.signIn(data)],
  signup: ["Sign up", { name: "Name", email: "E-mail", password: "Password" }, (data) => fusio.register(data), MAILED],
  forgot: ["Forgot password", { email: "E-mail" }, (data) => fusio.requestPasswordReset(data).catch(hide), MAILED],
  reset: ["New password", { newPassword: "Password" }, (data) => fusio.executePasswordReset({ ...data, token })],
};
const TYPE: Record<string, string> = { email: "email", password: "password", newPassword: "password" };
const AUTO: Record<string, string> = { name: "username", password: "current-password", newPassword: "new-password" };
const attributes = (name: string) => ({ id: name, name, type: TYPE[name], autoComplete: AUTO[name] ?? name });

function Form({ page: [title, fields, send, done = DONE.message] }: { page: Page }) {
  const [{ message, fieldErrors }, show] = useState<Result>({});
  useEffect(() => void (title === "Log in" && confirming.pop()?.then(show, show)), [title]); // shown once
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    send(Object.fromEntries(new FormData(event.currentTarget))).then(() => show({ message: done }), show);
  }
  const field = ([name, label]: [string, string], error = fieldErrors?.[name]?.[0]?.message) => (
    <p key={name}>
      <label htmlFor={name}>{label}</label>{" "}
      <input {...attributes(name)} aria-invalid={!!error} aria-describedby={`${name}-error`} />{" "}
      <span id={`${name}-error`}>{error}</span>
    </p>
  );
  return (
    <form onSubmit={submit} noValidate>
      <h1>{title}</h1>
      {Object.entries(fields).map((entry) => field(entry))}
      <button type="submit">{title}</button>{" "}
      <span role="status">{Object.keys(fields).some((name) => fieldErrors?.[name]) || message}</span>
    </form>
  );
}

const Button = (props: ComponentProps<"button">) => <button type="button" {...props} />;

function App() {
  const [page, open] = useState(action === "reset" ? "reset" : "login");
  const [{ status }, user] = [useSession(session), useUser(session)];
  const others = ["login", "signup", "forgot"].filter((name) => status === "signed_out" && name !== page);
  return (
    <main>
      {(status === "signed_out" || page === "reset") && <Form key={page} page={PAGES[page]} />}
      {status === "signed_in" && <h1>Hello{user.status === "ready" && `, ${user.user.name}`}</h1>}
      {status === "signed_in" && <Button onClick={() => session.signOut()}>Log out</Button>}
      {others.map((name) => (
        <Button key={name} onClick={() => open(name)}>
          {PAGES[name][0]}
        </Button>
      ))}
    </main>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(<App />);
