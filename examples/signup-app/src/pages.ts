// The types of a page and of a table of pages by their paths.

import type { ComponentType } from "react";

export interface PageProps {
  /** What follows the path of the page, such as a token: `abc` in `#/activate/abc`, empty in `#/activate`. */
  parameter: string;
  query: URLSearchParams;
}

export type Pages = Readonly<Record<string, ComponentType<PageProps>>>;
