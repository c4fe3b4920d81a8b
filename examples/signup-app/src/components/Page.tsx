// A page: the title of the tab, and the heading. The heading gets the focus when the user comes from another page.

import { type ReactNode, useEffect, useRef } from "react";

import { useStrings } from "../i18n/index.ts";

/** Whether a page was shown before: the first page does not move the focus. */
let arrived = false;

interface PageProps {
  title: string;
  /** A wide page, for tables for example. */
  wide?: boolean;
  children: ReactNode;
}

export function Page({ title, wide = false, children }: PageProps) {
  const { name } = useStrings();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrived) heading.current?.focus();
    arrived = true;
    scrollTo(0, 0);
  }, []);
  return (
    <div className={wide ? "page wide" : "page"}>
      <title>{title === name ? name : `${title} – ${name}`}</title>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}
