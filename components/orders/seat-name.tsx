import { useTranslations } from "next-intl";
import { type NamedSeat, seatWordsOf } from "#lib/seating/seat-words";

/** A seat in words: "Balcony, row F, seat 12", or "Balcony, T1, seat 2" at a table. */
export function SeatName({ seat }: { seat: NamedSeat }) {
  return <>{useSeatName()(seat)}</>;
}

/** The same for sentences that hold names of seats. A number that is missing yet is a dash. */
export function useSeatName(): (seat: NamedSeat) => string {
  const t = useTranslations("seat-name.whole");
  return (seat) => t(seatWordsOf(seat), { section: seat.section, row: seat.row, number: seat.number || "–" });
}
