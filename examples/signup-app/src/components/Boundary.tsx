// What is shown in place of a page that cannot be: its script did not come, or broke.

import { Component, type ReactNode } from "react";

import { useStrings } from "../i18n/index.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";
import { Page } from "./Page.tsx";

/** Only a class can catch what its children throw. Its `key` is the page: another one is shown as ever. */
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
      {/* What has failed to load fails for as long as this document lives. */}
      <button type="button" className="quiet" onClick={() => location.reload()}>
        {t.again}
      </button>
    </Page>
  );
}
