import { levelMark, levelSlot, marked, marksOf } from "./seat-marks.ts";

const SIZE = 20;
const MARKS = marksOf(SIZE);

/** A seat of a price level as the map draws it: hue and mark. */
export function LevelGlyph({ level }: { level: number }) {
  const slot = levelSlot(level);
  const mark = levelMark(level);
  return (
    <SeatGlyph
      paths={[
        { className: `seat-free slot-${slot}`, d: "M12 12h0" },
        { className: `mark-level mark-${mark} slot-${slot}`, d: marked("M12 12h0", MARKS.levels[mark] ?? "") },
      ]}
    />
  );
}

/** The glyphs of the legend: states, and kinds of seat in the ink of no level. */
export function StateGlyph({ state }: { state: keyof typeof STATES }) {
  return <SeatGlyph paths={STATES[state]} />;
}

const at = "M12 12h0";
const STATES = {
  mine: [
    { className: "seat-chosen", d: at },
    { className: "mark-chosen", d: marked(at, MARKS.check) },
  ],
  held: [
    { className: "seat-held", d: at },
    { className: "mark-held", d: marked(at, MARKS.slash) },
  ],
  booked: [{ className: "seat-booked", d: at }],
  wheelchair: [
    { className: "seat-free kind-1 slot-1", d: at },
    { className: "mark-sign slot-1", d: marked(at, MARKS.wheelchair) },
  ],
  companion: [
    { className: "seat-free kind-2 slot-1", d: at },
    { className: "mark-sign slot-1", d: marked(at, MARKS.companion) },
  ],
  restricted: [
    { className: "seat-free slot-1", d: at },
    { className: "mark-notch", d: marked(at, MARKS.restricted) },
  ],
} as const;

function SeatGlyph({ paths }: { paths: readonly { className: string; d: string }[] }) {
  return (
    <svg
      viewBox="-1 -1 26 26"
      className="seat-glyph size-5 shrink-0"
      aria-hidden="true"
      style={{ "--seat": SIZE } as React.CSSProperties}
    >
      <g className="seats seat-marks">
        {paths.map((path) => (
          <path key={path.className} {...path} />
        ))}
      </g>
    </svg>
  );
}
