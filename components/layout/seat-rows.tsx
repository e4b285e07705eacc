import { rowsOfSeats } from "./seat-rows-geometry.ts";

/** Rows of a dim hall curving round a stage, one seat of it lit: the mark, grown to a picture. */
export function SeatRows({
  rows,
  fill,
  className,
}: {
  rows: number /** Cover the place, cut at its edges. */;
  fill?: boolean;
  className?: string;
}) {
  const { width, height, dim, lit } = rowsOfSeats(rows);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio={fill ? "xMidYMid slice" : "xMidYMid meet"}
      className={className}
      aria-hidden="true"
      fill="none"
      strokeLinecap="round"
    >
      <path d={dim} stroke="currentColor" strokeWidth="11" opacity="0.32" />
      <path d={lit} stroke="var(--accent)" strokeWidth="13" />
    </svg>
  );
}
