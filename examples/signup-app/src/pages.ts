// What a page is, and a table of pages by their paths.

import type { ComponentType } from "react";

export interface PageProps {
  /** What follows the path of the page in the address, such as a token: `abc` in `#/activate/abc`. */
  parameter: string;
  query: URLSearchParams;
}

export type Pages = Readonly<Record<string, ComponentType<PageProps>>>;
