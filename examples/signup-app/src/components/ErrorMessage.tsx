// What went wrong as a whole, told at once to those who cannot see it.

import type { ReactNode } from "react";

export function ErrorMessage({ children }: { children: ReactNode }) {
  return (
    <p className="error banner" role="alert">
      {children}
    </p>
  );
}
