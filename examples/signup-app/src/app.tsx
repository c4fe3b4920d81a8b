// Shows the page that the address names.

import { Suspense } from "react";

import { Boundary } from "./components/Boundary.tsx";
import { Layout, type Vendor } from "./components/Layout.tsx";
import { Page } from "./components/Page.tsx";
import { fusio } from "./fusio/pages.ts";
import { fusionauth } from "./fusionauth/pages.ts";
import { Home } from "./home.tsx";
import { useStrings } from "./i18n/index.ts";
import type { Pages } from "./pages.ts";
import { useRoute } from "./router.ts";

const VENDORS: [Vendor, Pages][] = [
  ["Fusio", fusio],
  ["FusionAuth", fusionauth],
];

export function App() {
  const t = useStrings();
  const { path, query } = useRoute();
  const found = find(path);
  return (
    <Layout vendor={found?.vendor}>
      <Boundary key={found?.page ?? path}>
        <Suspense
          fallback={
            <p className="loading" role="status">
              {t.loading}
            </p>
          }
        >
          {path === "/" ? <Home /> : found ? <found.Show parameter={found.parameter} query={query} /> : <Missing />}
        </Suspense>
      </Boundary>
    </Layout>
  );
}

/**
 * Finds a page by its path. If no page has the whole path, the last part of the path is the parameter, and the
 * other parts are the path of the page.
 */
function find(path: string) {
  const end = path.lastIndexOf("/");
  const candidates: [page: string, parameter: string][] = [
    [path, ""],
    [path.slice(0, end), path.slice(end + 1)],
  ];
  for (const [page, parameter] of candidates) {
    for (const [vendor, pages] of VENDORS) {
      const Show = Object.hasOwn(pages, page) ? pages[page] : undefined;
      if (Show) return { vendor, page, Show, parameter: decode(parameter) };
    }
  }
  return undefined;
}

/** Decodes a part of the address; an invalid encoding stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function Missing() {
  const t = useStrings();
  return (
    <Page title={t.missing.title}>
      <p>
        <a href="#/">{t.missing.home}</a>
      </p>
    </Page>
  );
}
