// The types of a page and of a table of pages by their paths.

import type { ComponentType } from "react";

export interface PageProps {
  /** The last part of the path, such as a token: `abc` in `#/activate/abc`. In `#/activate`, it is empty. */
  parameter: string;
  query: URLSearchParams;
}

export type Pages = Readonly<Record<string, ComponentType<PageProps>>>;
