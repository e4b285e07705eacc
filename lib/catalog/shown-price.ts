/**
 * The price of a level as everyone but its organizer sees it: with the taxes that the event adds to it, so that no page, list, map or answer
 * shows less than a seat costs at checkout. `listMinor` stays the price that the organizer set. Lists reckon the same in SQL (`SHOWN_PRICE`).
 */
export function withShownPrice<Level extends { priceMinor: number; addedTaxMinor: number; eventId: number }>({
  eventId: _,
  addedTaxMinor,
  ...level
}: Level) {
  return { ...level, priceMinor: level.priceMinor + addedTaxMinor, listMinor: level.priceMinor };
}
