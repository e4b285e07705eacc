/**
 * What this browser saw of a draw before it: the seal of its secret, and its own ticket in the queue. With it the page can tell later
 * that the seal is the one of before, and that its ticket was not left out. Kept in the browser alone.
 */
export type SealNote = { readonly seal: string; readonly ticketId: string | null; readonly at: string };

const nameOf = (eventId: number) => `fairseat-seal-${eventId}`;

export function readSealNote(eventId: number): SealNote | undefined {
  try {
    const note = JSON.parse(localStorage.getItem(nameOf(eventId)) ?? "null") as SealNote | null;
    return typeof note?.seal === "string" && typeof note.at === "string" ? note : undefined;
  } catch {
    return undefined;
  }
}

/** Notes the seal the first time it is seen, and the ticket as it is now: null for a buyer who has none any more. */
export function noteSeal(eventId: number, { seal, ticketId, at }: SealNote): void {
  const before = readSealNote(eventId);
  try {
    const note = before ? { ...before, ticketId } : { seal, ticketId, at };
    localStorage.setItem(nameOf(eventId), JSON.stringify(note));
  } catch {
    // Storage is shut or full: the draw is checked without the note.
  }
}
