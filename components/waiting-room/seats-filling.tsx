import { classNames } from "../ui/class-names.ts";

const SEATS = 16;

/** A row of seats that fills as the buyer advances; the last seat is theirs. `text` says the same in words. */
export function SeatsFilling({ share, label, text }: { share: number; label: string; text: string }) {
  const filled = Math.min(SEATS - 1, Math.floor(share * SEATS));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={text}
    >
      <svg viewBox={`0 0 ${SEATS * 26} 32`} className="w-full" aria-hidden="true">
        {Array.from({ length: SEATS }, (_, seat) => (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: a seat is its place in the row.
            key={seat}
            d={SEAT}
            transform={`translate(${seat * 26 - 11} 0)`}
            className={classNames("transition-[fill,opacity] duration-slow ease-settle", lookOf(seat, filled))}
          />
        ))}
      </svg>
    </div>
  );
}

function lookOf(seat: number, filled: number): string {
  if (seat === SEATS - 1) return "fill-paper stroke-accent [stroke-width:2.5]";
  return seat < filled ? "fill-accent" : "fill-seat-held opacity-45";
}

// The mark's seat, with its backrest, arms and cushion in one piece.
const SEAT = "M15 9a8 8 0 0 1 8-8h2a8 8 0 0 1 8 8v9h2v8a2.5 2.5 0 0 1-2.5 2.5h-17A2.5 2.5 0 0 1 13 26v-8h2z";
