import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { type HallOfEvent, listHallsToChoose } from "#lib/seating/hall-change/hall-change-store";
import type { HallChoice, HallToChoose } from "./hall-choice.ts";
import { refuseState } from "./refuse-state.ts";

/** The versions of its hall that an event may sell instead of the one it sells now. */
export async function readHallChoice(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; choice: HallChoice } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const { layoutHash, venueId } = own.row;
  const rows = await listHallsToChoose({ eventId, layoutHash, venueId });
  const levels = own.levels.map(({ id, name }) => ({ id, name }));
  const fixed = reasonOf(refuseState(own.row));
  return { ok: true, choice: { layoutHash, venueId, levels, fixed, halls: rows.map(hallToChoose) } };
}

function hallToChoose({ id, name, versions, sold }: HallOfEvent): HallToChoose {
  const others = versions.flatMap(({ version, publishedAt, layout, ...each }) =>
    version === sold
      ? []
      : [{ version, name: each.name, seatCount: layout.seatCount, publishedAt: publishedAt.toISOString() }],
  );
  return { id, name, sold, others };
}

function reasonOf(refused: ReturnType<typeof refuseState>): HallChoice["fixed"] {
  const reason = refused?.refusal.reason;
  return reason === "other_hall" ? undefined : reason;
}
