import { qrMatrix, qrPath } from "#lib/tickets/qr-matrix";

const QUIET = 4;

/** A QR code in black on white whatever the theme, with the quiet zone that readers need. */
export function QrCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const matrix = qrMatrix(text);
  const side = matrix.size + 2 * QUIET;
  return (
    <svg
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#fff" />
      <path d={qrPath(matrix)} fill="#000" />
    </svg>
  );
}
