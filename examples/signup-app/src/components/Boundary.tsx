// The page for errors. It appears instead of a page whose script has failed or could not be loaded.

import { Component, type ReactNode } from "react";

import { useStrings } from "../i18n/index.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";
import { Page } from "./Page.tsx";

/**
 * A class, because only a class can catch errors of its children. Each page has its own boundary (in `app.tsx`, the
 * `key` is the page), so an error of one page does not stop the other pages.
 */
export class Boundary extends Component<{ children: ReactNode }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const t = useStrings();
  return (
    <Page title={t.broken}>
      <ErrorMessage>{t.unknown}</ErrorMessage>
      {/* A failed import fails again until the document is reloaded. */}
      <button type="button" className="quiet" onClick={() => location.reload()}>
        {t.again}
      </button>
    </Page>
  );
}
