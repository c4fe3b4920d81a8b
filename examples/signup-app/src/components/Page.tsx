// A page: its title in the tab, its heading, and the focus there when one arrives.

import { type ReactNode, useEffect, useRef } from "react";

import { useStrings } from "../i18n/index.ts";

/** The first page leaves the focus where the browser puts it. */
let arrived = false;

interface PageProps {
  title: string;
  /** For tables and the like. */
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
