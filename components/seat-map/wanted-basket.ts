/**
 * The seats that a buyer asked for and may have once they are signed in. They leave the page for that, perhaps for a link in a mail
 * that opens another window, so the browser keeps the seats and the page asks for them again.
 */
type Kept = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** As long as signing in takes at most: a mailed code is valid for ten minutes. A later visitor has chosen nothing. */
const KEPT_MS = 15 * 60_000;

const keyOf = (eventId: number) => `fairseat-wanted-${eventId}`;

/** Keeps the seats for a quarter of an hour. */
export function keepWanted(storage: Kept, eventId: number, seatIds: readonly number[]): void {
  storage.setItem(keyOf(eventId), JSON.stringify({ seatIds, until: Date.now() + KEPT_MS }));
}

/** The seats that were kept, once; empty when there are none or they are too old. */
export function takeWanted(storage: Kept, eventId: number): readonly number[] {
  const text = storage.getItem(keyOf(eventId));
  if (text === null) return [];
  storage.removeItem(keyOf(eventId));
  return read(text);
}

/** The storage belongs to the browser: anything may stand there. */
function read(text: string): readonly number[] {
  try {
    const { seatIds, until } = JSON.parse(text) as { seatIds?: unknown; until?: unknown };
    const isKept = typeof until === "number" && until > Date.now() && Array.isArray(seatIds);
    return isKept ? seatIds.filter((id): id is number => Number.isInteger(id)) : [];
  } catch {
    return [];
  }
}
