// The page after a sign-up or a request for a new password: it asks the user to open the mail.

import { MailboxLink } from "../components/MailboxLink.tsx";
import { Page } from "../components/Page.tsx";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { useRoute } from "../router.ts";

/** With the parameter `forgot` (`#/mail/forgot`), the page does not say whether the account exists. */
export function CheckMail({ parameter }: PageProps) {
  const t = useStrings();
  const { state } = useRoute();
  const address = typeof state === "string" ? state : undefined;
  return (
    <Page title={t.mail.title}>
      <p>
        {parameter === "forgot" ? t.mail.maybeSent : t.mail.sent} <strong>{address ?? t.mail.yourAddress}</strong>.{" "}
        {t.mail.life}
      </p>
      <MailboxLink to={address} />
      <p className="aside">
        <a href="#/login">{t.login.back}</a>
      </p>
    </Page>
  );
}
