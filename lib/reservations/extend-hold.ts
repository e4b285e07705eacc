import type { Person } from "#lib/identity/identify";
import type { Refused } from "#lib/platform/http/refusals";
import { publicId } from "#lib/platform/ids";
import { findOwn } from "./read-reservation.ts";
import { refuse } from "./refusals.ts";
import { claimExtension } from "./store.ts";

/**
 * Gives the buyer more time, once, at most the event's own hold time again. The seats never come free in between: the
 * reservation and its seats move in one statement.
 */
export async function extendHold(
  person: Person,
  id: { eventId: number; id: string },
  additionalSeconds: number,
): Promise<
  | { ok: true; extension: { reservation_id: string; expires_at: string; extensions_remaining: number } }
  | Refused<"not_found" | "no_extensions_left" | "reservation_expired">
> {
  const row = await findOwn(person, id);
  if (!row) return refuse("not_found");
  const extended = await claimExtension(id.eventId, id.id, additionalSeconds);
  if (!extended) {
    const isOver = row.status === "EXPIRED" || row.status === "CANCELLED" || row.expiresAt <= new Date();
    return isOver && row.status !== "CONFIRMED"
      ? refuse("reservation_expired", { expired_at: row.expiresAt.toISOString() })
      : refuse("no_extensions_left");
  }
  return {
    ok: true,
    extension: {
      reservation_id: publicId(id.eventId, id.id),
      expires_at: extended.expiresAt.toISOString(),
      extensions_remaining: extended.extensionsLeft,
    },
  };
}
