// The frame of every page: links to the pages of the two vendors (Fusio and FusionAuth), the choice of language and
// colours, and messages.

import { type ReactNode, useEffect, useSyncExternalStore } from "react";

import { LANGUAGES, type Language, language, useLanguage, useStrings } from "../i18n/index.ts";
import { notify, useNotice } from "../router.ts";
import { choice, useStore } from "../store.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";

const THEMES = ["system", "light", "dark"] as const;
const theme = choice("theme", THEMES, "system");

export type Vendor = "Fusio" | "FusionAuth";
const VENDORS: Record<Vendor, string> = { Fusio: "#/login", FusionAuth: "#/fusionauth" };

/** `vendor` is the vendor of the page, if the page has one. */
export function Layout({ vendor, children }: { vendor: Vendor | undefined; children: ReactNode }) {
  const t = useStrings();
  const spoken = useLanguage();
  const colours = useStore(theme);
  useEffect(() => {
    document.documentElement.lang = spoken;
    document.documentElement.dataset.theme = colours;
  }, [spoken, colours]);
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: the router uses the part after `#`, so the click moves the focus itself */}
      <a className="skip" href="#main" onClick={toMain}>
        {t.skip}
      </a>
      <header>
        <a className="brand" href="#/">
          <img src="/icon.svg" alt="" width="28" height="28" />
          {t.name}
        </a>
        <nav aria-label={t.vendors}>
          {Object.entries(VENDORS).map(([name, href]) => (
            <a key={name} href={href} aria-current={name === vendor ? "true" : undefined}>
              {name}
            </a>
          ))}
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        <Offline />
        <Message />
        {children}
      </main>
      <footer>
        <span>
          <label htmlFor="language">{t.language}</label>
          <select id="language" value={spoken} onChange={({ target }) => speak(target.value as Language)}>
            {Object.entries(LANGUAGES).map(([code, name]) => (
              <option key={code} value={code} lang={code}>
                {name}
              </option>
            ))}
          </select>
        </span>
        <span>
          <label htmlFor="theme">{t.theme}</label>
          <select
            id="theme"
            value={colours}
            onChange={({ target }) => theme.set(target.value as (typeof THEMES)[number])}
          >
            {THEMES.map((name) => (
              <option key={name} value={name}>
                {t.themes[name]}
              </option>
            ))}
          </select>
        </span>
      </footer>
    </>
  );
}

function speak(chosen: Language) {
  // Removes the message, because it is in the old language.
  notify(undefined);
  language.set(chosen);
}

/** The router uses the part after `#`, so this link only moves the focus. */
function toMain(event: { preventDefault: () => void }) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function Message() {
  const { kind, text } = useNotice() ?? {};
  // The status element always exists: a screen reader does not read a new status element that already has its text.
  return (
    <>
      <p className={`notice ${kind}`} role="status">
        {kind === "error" ? "" : text}
      </p>
      {kind === "error" && <ErrorMessage>{text}</ErrorMessage>}
    </>
  );
}

function Offline() {
  const t = useStrings();
  const online = useSyncExternalStore(
    followConnection,
    () => navigator.onLine,
    () => true,
  );
  return (
    <p className="offline" role="status">
      {online ? "" : t.offline}
    </p>
  );
}

function followConnection(run: () => void) {
  addEventListener("online", run);
  addEventListener("offline", run);
  return () => {
    removeEventListener("online", run);
    removeEventListener("offline", run);
  };
}
