import { db } from "#lib/platform/db/db";

/** An allocation of an event, 1 unless another id is given, with seats that are set aside for it. */
export async function anAllocation(
  eventId: number,
  { id = 1, seatIds = [], ...fields }: { id?: number; seatIds?: readonly number[] } & AllocationFields = {},
): Promise<number> {
  const { kind = "PROMOTER", ...more } = fields;
  await db().allocation.create({ data: { eventId, id, name: `Allocation ${id}`, kind, ...more } });
  await db().event.update({ where: { id: eventId }, data: { hasAccess: true } });
  await db().seat.updateMany({
    where: { eventId, id: { in: [...seatIds] } },
    data: { allocationId: id, version: { increment: 1 } },
  });
  return id;
}

type AllocationFields = {
  kind?: "HOUSE" | "PRESS" | "PROMOTER" | "BOX_OFFICE" | "ACCESSIBLE" | "PRODUCTION";
  releaseAt?: Date;
  releaseScope?: "HOUSE" | "SECTION" | "LEVEL";
};

/** Gives a buyer access to an allocation or a window, as a code or a link would. */
export async function anAccess(
  eventId: number,
  buyerKey: string,
  access: { allocationId?: number; windowId?: number; sellsAlone?: boolean; validUntil?: Date },
): Promise<void> {
  const sourceId = `test:${access.allocationId ?? ""}:${access.windowId ?? ""}`;
  await db().buyerAccess.create({ data: { eventId, buyerKey, sourceId, ...access } });
}

/** A presale of an event, whose general sale begins in an hour. It is open from an hour ago for half an hour more. */
export async function aPresale(
  eventId: number,
  { access = "CODE", levelIds = [], closesInMs = 1_800_000 }: PresaleFields = {},
): Promise<number> {
  const at = (ms: number) => new Date(Date.now() + ms);
  await db().saleWindow.create({
    data: {
      ...{ eventId, id: 1, name: "Presale", access, levelIds },
      ...{ opensAt: at(-3_600_000), closesAt: at(closesInMs) },
    },
  });
  await db().event.update({ where: { id: eventId }, data: { hasAccess: true, salesStartAt: at(3_600_000) } });
  return 1;
}

type PresaleFields = { access?: "CODE" | "LIST" | "SIGNED_IN"; levelIds?: number[]; closesInMs?: number };
