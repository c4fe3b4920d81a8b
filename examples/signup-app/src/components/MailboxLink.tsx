// A link to the mailbox of the test server, only if the settings name a mailbox.

import { useStrings } from "../i18n/index.ts";
import { mailboxUrl } from "../settings.ts";

export function MailboxLink({ to, quiet = false }: { to?: string | undefined; quiet?: boolean }) {
  const t = useStrings();
  if (!mailboxUrl) return null;
  const address = to === undefined ? mailboxUrl : `${mailboxUrl}?${new URLSearchParams({ to })}`;
  return (
    <p>
      <a className={quiet ? undefined : "button"} href={address} target="_blank" rel="noreferrer">
        {t.mail.mailbox}
      </a>
    </p>
  );
}
