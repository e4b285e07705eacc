import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { announceSale } from "#lib/seating/live-seats";
import type { SalePauseWire } from "./pause-contract.ts";
import { claimSalePause } from "./pause-store.ts";
import { refuse } from "./refusals.ts";

type Paused = { ok: true; sale: SalePauseWire } | Refused<"not_found" | "forbidden" | "sale_closed">;

/**
 * Pauses the sale of an own event at once: no hold that is sent after the answer wins a seat, and its waiting room calls nobody. What is held
 * is honoured: it may be extended, quoted and paid for until its end, as always. `reason` is for the audit log alone. Pausing a paused sale
 * changes nothing. Refuses `sale_closed` for a draft, and once there is nothing to pause any more.
 */
export async function pauseSale(person: Staff, eventId: number, { reason }: { reason: string }): Promise<Paused> {
  return setSale(person, eventId, { isPaused: true, reason });
}

/** Lets a paused sale go on as it was; people who were called or inside have the time again that the pause took from them. */
export async function resumeSale(person: Staff, eventId: number): Promise<Paused> {
  return setSale(person, eventId, { isPaused: false, reason: "" });
}

/** Whether an own sale is paused; `isRunning`: it is published and not over, so that it can be. */
export async function readSalePause(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; sale: SalePauseWire; isRunning: boolean } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const { status, salesEndAt, salePausedAt } = own.row;
  return { ok: true, sale: onWire(salePausedAt), isRunning: status === "PUBLISHED" && salesEndAt > databaseNow() };
}

function onWire(pausedAt: Date | null): SalePauseWire {
  return { is_paused: pausedAt !== null, paused_at: pausedAt?.toISOString() ?? null };
}

async function setSale(
  person: Staff,
  eventId: number,
  { isPaused, reason }: { isPaused: boolean; reason: string },
): Promise<Paused> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const { organizationId } = own.row;
  const by = { actor: person.keys[0] ?? "stranger", organizationId, reason };
  const claimed = await claimSalePause(eventId, { isPaused, by });
  if (!claimed) return refuse("sale_closed");
  const { pausedAt, updatedAt } = claimed;
  if (updatedAt) announceSale(eventId, { updatedAt, pausedAt });
  return { ok: true, sale: onWire(pausedAt) };
}
