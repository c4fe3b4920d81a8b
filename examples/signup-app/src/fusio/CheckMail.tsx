// After the sign-up, and after a forgotten password: the mail is on its way.

import { MailboxLink } from "../components/MailboxLink.tsx";
import { Page } from "../components/Page.tsx";
import { useStrings } from "../i18n/index.ts";
import type { PageProps } from "../pages.ts";
import { useRoute } from "../router.ts";

/** `forgot` in `#/mail/forgot`: the page then does not say whether the account exists. */
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
