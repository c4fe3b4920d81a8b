// Adds a method of two-step login: an authenticator app, an e-mail address or a phone number.

import type { TwoFactorResponse } from "matricula";
import { useId, useState } from "react";

import { CodeField, codeIn } from "../../components/CodeField.tsx";
import { Field } from "../../components/Field.tsx";
import { Form } from "../../components/Form.tsx";
import { Loaded, useLoad } from "../../components/Loaded.tsx";
import { MailboxLink } from "../../components/MailboxLink.tsx";
import { QrCode } from "../../components/QrCode.tsx";
import { SendAgain } from "../../components/SendAgain.tsx";
import { about } from "../../i18n/explain.ts";
import { useStrings } from "../../i18n/index.ts";
import type { Adding } from "./adding.ts";
import { otpauthOf, readable } from "./otpauth.ts";

/** The kinds of methods that this app can add, with FusionAuth's names. */
export const KINDS = ["authenticator", "email", "sms"] as const;
export type MethodKind = (typeof KINDS)[number];

interface AddProps {
  calls: Adding;
  /** The account's name in the authenticator app. If it is an e-mail address, the e-mail form suggests it. */
  account: string;
  done: (answer: TwoFactorResponse) => unknown;
}

export function AddMethod({ kind, ...props }: AddProps & { kind: MethodKind }) {
  return kind === "authenticator" ? <AddApp {...props} /> : <AddAddress {...props} kind={kind} />;
}

function AddApp({ calls, account, done }: AddProps) {
  const t = useStrings();
  const words = t.fusionauth.twoStep;
  const [load, reload] = useLoad(calls.secret);
  const secretId = useId();
  return (
    <Loaded load={load} reload={reload}>
      {({ secret = "", secretBase32Encoded = "" }) => (
        <>
          <p>{words.scan}</p>
          <QrCode text={otpauthOf({ issuer: t.name, account, secret: secretBase32Encoded })} label={words.qr} />
          <p id={secretId}>{words.typeSecret}</p>
          {/* The keyboard can reach this area, so a screen reader reads the secret with its label. */}
          <p className="secret" role="group" aria-labelledby={secretId} tabIndex={0}>
            <code translate="no">{readable(secretBase32Encoded)}</code>
          </p>
          <Form<"code">
            submit={async ({ code }) => {
              const request = { method: "authenticator", secret, code: codeIn(code, "digits") };
              await done(await calls.enable(request).catch(about("code", "invalid_credentials")));
            }}
            button={words.confirm}
          >
            <CodeField kind="digits" label={words.appCode} />
          </Form>
        </>
      )}
    </Loaded>
  );
}

function AddAddress({ calls, account, done, kind }: AddProps & { kind: "email" | "sms" }) {
  const words = useStrings().fusionauth.twoStep;
  const name = kind === "email" ? "email" : "mobilePhone";
  const [to, setTo] = useState("");
  const send = (to: string) => calls.send({ method: kind, [name]: to });
  return (
    <>
      {/* This element always exists, so a screen reader reads the text when it appears. */}
      <p className={to ? undefined : "unseen"} role="status">
        {to && words.sent(to)}
      </p>
      {to ? (
        <>
          <MailboxLink to={to} quiet />
          <Form<"code">
            submit={async ({ code }) => {
              const request = { method: kind, [name]: to, code: codeIn(code, "digits") };
              await done(await calls.enable(request).catch(about("code", "invalid_credentials")));
            }}
            button={words.confirm}
          >
            <CodeField kind="digits" label={words.code} autoFocus />
          </Form>
          <SendAgain send={() => send(to)} />
        </>
      ) : (
        <Form<typeof name>
          submit={async (values) => {
            await send(values[name]);
            setTo(values[name]);
          }}
          button={words.send}
        >
          {kind === "email" ? (
            <Field
              name={name}
              type="email"
              label={words.email}
              autoComplete="email"
              defaultValue={account.includes("@") ? account : ""}
              required
            />
          ) : (
            <Field name={name} type="tel" label={words.phone} hint={words.phoneHint} autoComplete="tel" required />
          )}
        </Form>
      )}
    </>
  );
}
