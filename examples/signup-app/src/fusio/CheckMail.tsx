// After the sign-up, and after a forgotten password: the mail is on its way.

import { Page } from "../components/Page.tsx";
import { useStrings } from "../i18n/index.ts";
import { useRoute } from "../router.ts";
import { mailboxUrl } from "../settings.ts";

export function CheckMail() {
  const t = useStrings();
  const { state } = useRoute();
  const address = typeof state === "string" ? state : undefined;
  return (
    <Page title={t.mail.title}>
      <p>{t.mail.sent} <strong>{address ?? t.mail.yourAddress}</strong>. {t.mail.life}</p>
      {mailboxUrl && (
        <p><a className="button" href={mailbox(mailboxUrl, address)} target="_blank" rel="noreferrer">{t.mail.mailbox}</a></p>
      )}
      <p className="aside"><a href="#/login">{t.login.back}</a></p>
    </Page>
  );
}

function mailbox(url: string, address: string | undefined): string {
  return address === undefined ? url : `${url}?${new URLSearchParams({ to: address })}`;
}
