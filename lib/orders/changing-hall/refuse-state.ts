import type { OrganizerRow } from "#lib/catalog/organizer-store";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "#lib/seating/refusals";

/** A draft has no seats yet, and a cancelled or past event sells none. */
export function refuseState(
  row: Pick<OrganizerRow, "status" | "endsAt">,
  now = new Date(),
): Refused<"hall_not_changeable"> | undefined {
  if (row.status === "DRAFT") return refuse("hall_not_changeable", { reason: "draft" });
  if (row.status === "CANCELLED") return refuse("hall_not_changeable", { reason: "cancelled" });
  return row.endsAt <= now ? refuse("hall_not_changeable", { reason: "ended" }) : undefined;
}
