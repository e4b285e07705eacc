import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { type NewWindow, WINDOWS_MAX, type WindowChange } from "./access-contract.ts";
import { changeSale, type SaleChange } from "./sale-change-store.ts";
import { windowProblems } from "./window-rules.ts";
import { deleteWindow, listWindows, type WindowRow, writeWindow } from "./window-store.ts";
import { windowOnWire } from "./window-wire.ts";

type SaveRefusal = Refused<"not_found" | "forbidden" | "invalid_request" | "window_changed" | "access_limit_reached">;
type Saved = { ok: true; id: number; audit: Record<string, unknown> };

/** Adds a presale to an event. Refuses one that overlaps with another, or that reaches into the general sale. */
export async function createWindow(
  person: Staff,
  eventId: number,
  asked: NewWindow,
): Promise<{ ok: true; id: number } | SaveRefusal> {
  return changeSale(person, eventId, {
    action: "event.create_presale",
    work: async (change): Promise<Saved | SaveRefusal> => {
      const known = await listWindows(eventId, change.tx);
      if (known.length >= WINDOWS_MAX) return refuse("access_limit_reached", { limit: WINDOWS_MAX });
      const id = Math.max(0, ...known.map((each) => each.id)) + 1;
      return save(change, { known, asked, row: { eventId, id, revision: 1 } });
    },
  });
}

/** Changes a presale, on the revision that its editor saw. */
export async function changeWindow(
  person: Staff,
  { eventId, id }: { eventId: number; id: number },
  { revision, ...asked }: WindowChange,
): Promise<{ ok: true; id: number } | SaveRefusal> {
  return changeSale(person, eventId, {
    action: "event.change_presale",
    work: async (change): Promise<Saved | SaveRefusal> => {
      const windows = await listWindows(eventId, change.tx);
      const now = windows.find((each) => each.id === id);
      if (!now) return refuse("not_found");
      const wire = windowOnWire(now);
      if (now.revision !== revision) return refuse("window_changed", { window: wire });
      const known = windows.filter((each) => each.id !== id);
      return save(change, { known, asked: { ...wire, ...asked }, row: { eventId, id, revision: revision + 1 } });
    },
  });
}

/** Takes a presale back, with its codes, its list and the access that they gave. */
export async function removeWindow(
  person: Staff,
  { eventId, id }: { eventId: number; id: number },
): Promise<{ ok: true } | Refused<"not_found" | "forbidden">> {
  return changeSale(person, eventId, {
    action: "event.delete_presale",
    work: async ({ tx }): Promise<{ ok: true; audit: Record<string, unknown> } | Refused<"not_found">> => {
      const row = (await listWindows(eventId, tx)).find((each) => each.id === id);
      if (!row) return refuse("not_found");
      await deleteWindow(tx, { eventId, id });
      return { ok: true, audit: { presale: id, name: row.name } };
    },
  });
}

type Saving = {
  known: readonly WindowRow[];
  asked: NewWindow;
  row: { eventId: number; id: number; revision: number };
};

async function save(change: SaleChange, { known, asked, row }: Saving): Promise<Saved | Refused<"invalid_request">> {
  const times = { opensAt: new Date(asked.opens_at), closesAt: new Date(asked.closes_at) };
  const fields = windowProblems(
    { ...times, name: asked.name, levelIds: asked.price_levels },
    { known, salesStartAt: change.row.salesStartAt, timeZone: change.row.timeZone, levels: change.levels },
  );
  if (fields.length > 0)
    return refuse("invalid_request", { fields: fields.map(({ path, message }) => ({ path, message })) });
  const access = asked.access.toUpperCase() as WindowRow["access"];
  await writeWindow(change.tx, { ...row, ...times, name: asked.name, access, levelIds: asked.price_levels });
  return { ok: true, id: row.id, audit: { presale: row.id, ...asked } };
}
