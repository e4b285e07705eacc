import { useTranslations } from "next-intl";

/** A seat in words: "Balcony, row F, seat 12". */
export function SeatName({ seat }: { seat: { section: string; row: string; number: string } }) {
  const t = useTranslations("orders");
  return <>{seat.row === "" ? t("place", seat) : t("seat", seat)}</>;
}
