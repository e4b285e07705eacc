import type { Person } from "#lib/identity/identify";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { publicId } from "#lib/platform/ids";
import { extensionSeconds } from "./hold-rules.ts";
import { type HoldRefusalNow, judgeOwnHold, refusalOfOver } from "./judge-own-hold.ts";
import { findOwn } from "./read-reservation.ts";
import { refuse } from "./refusals.ts";
import { claimExtension } from "./store.ts";

/**
 * Gives the buyer more time, once, at most the event's own hold time again and never beyond the end of the sale, when every rule of a
 * hold still allows it. The seats never come free in between: the reservation and its seats move in one statement.
 */
export async function extendHold(
  person: Person,
  id: { eventId: number; id: string },
  additionalSeconds: number,
): Promise<
  | { ok: true; extension: { reservation_id: string; expires_at: string; extensions_remaining: number } }
  | Refused<"not_found" | "no_extensions_left">
  | Awaited<ReturnType<typeof refusalOfOver>>
  | HoldRefusalNow
> {
  const row = await findOwn(person, id);
  if (!row) return refuse("not_found");
  const isOver = row.status === "EXPIRED" || row.status === "CANCELLED" || row.expiresAt <= databaseNow();
  if (isOver && row.status !== "CONFIRMED") return refusalOfOver(row);
  const judged = await judgeOwnHold(row, person);
  if (!judged.ok) return judged;
  const { salesEndAt } = judged.terms;
  const seconds = extensionSeconds(additionalSeconds, { expiresAt: row.expiresAt, salesEndAt });
  const extended = seconds > 0 ? await claimExtension(id.eventId, id.id, seconds) : undefined;
  if (!extended) return refuse("no_extensions_left");
  return {
    ok: true,
    extension: {
      reservation_id: publicId(id.eventId, id.id),
      expires_at: extended.expiresAt.toISOString(),
      extensions_remaining: extended.extensionsLeft,
    },
  };
}
