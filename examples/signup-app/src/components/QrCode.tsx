// A text as a QR code. The page draws the code itself, so the text is not sent to another service.

import { generate } from "lean-qr";
import { toSvgPath } from "lean-qr/extras/svg";
import { useMemo } from "react";

/** The width of the white border that scanners need, in modules (the small squares of the code). */
const BORDER = 4;

export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const code = generate(text);
    return { size: code.size + 2 * BORDER, path: toSvgPath(code) };
  }, [text]);
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`${-BORDER} ${-BORDER} ${size} ${size}`}>
      {/* The code is black on white even in the dark theme: many scanners need this. */}
      <rect x={-BORDER} y={-BORDER} width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
