// The types of a page and of a table of pages by their paths.

import type { ComponentType } from "react";

export interface PageProps {
  /** The last part of the address, such as a token: `abc` in `#/activate/abc`. */
  parameter: string;
  query: URLSearchParams;
}

export type Pages = Readonly<Record<string, ComponentType<PageProps>>>;
