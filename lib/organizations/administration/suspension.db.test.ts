import { beforeEach, describe, expect, test } from "vitest";
import { findEvent } from "#lib/catalog/find-event";
import { listSitemapEvents } from "#lib/catalog/queries";
import { searchEvents } from "#lib/catalog/search-events";
import { suggest } from "#lib/catalog/suggest";
import type { Administrator } from "#lib/identity/identify";
import { aShop } from "#lib/orders/testing/shop";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { holdSeats } from "#lib/reservations/hold-seats";
import { aHeldReservation, anEventOnSale, aPerson, aUser, sellerOf } from "#prisma/seed/builders";
import { resumeOrganization, suspendOrganization } from "./suspend-organization.ts";

aDatabase();
const shop = aShop();

const REASON = "The concerts do not take place.";
let administrator: Administrator;
let eventId = 0;
let organizationId = "";
beforeEach(async () => {
  const { userId } = await aUser();
  administrator = { ...aPerson(`user:${userId}`), userId, isAdmin: true, isTwoFactor: true };
  eventId = await anEventOnSale();
  organizationId = await sellerOf(eventId);
});

const hold = (seat: number, client = uuidv7()) =>
  holdSeats({ eventId, buyerKey: "guest:a", clientReservationId: client, wanted: { seatIds: [seat] } });
const suspend = () => suspendOrganization(administrator, { id: organizationId, reason: REASON });
const STOPPED = { ok: false, refusal: { code: "sale_stopped" } };

describe("a suspended organization", () => {
  test("sells no seat any more, until it is resumed", async () => {
    await suspend();
    expect(await hold(1)).toMatchObject(STOPPED);
    expect((await db().seat.findUniqueOrThrow({ where: { eventId_id: { eventId, id: 1 } } })).status).toBe("AVAILABLE");
    expect(await resumeOrganization(administrator, organizationId)).toEqual({ ok: true });
    expect(await hold(1)).toMatchObject({ ok: true });
  });

  test("stops no other organization's sales", async () => {
    await suspend();
    eventId = await anEventOnSale();
    expect(await hold(1)).toMatchObject({ ok: true });
  });

  test("has its running holds honoured: they are answered again, and paid for", async () => {
    const client = uuidv7();
    const first = await hold(1, client);
    const held = await aHeldReservation(eventId, [5, 6]);
    await suspend();
    expect(await hold(1, client)).toMatchObject({ ok: true, isReplay: true });
    expect(first).toMatchObject({ ok: true });
    expect(await shop.commit(held)).toMatchObject({ ok: true, confirmed: { status: "confirmed" } });
  });

  test("has no events in lists and search, and its event's own page says that the sale is stopped", async () => {
    const { title, slug } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    const found = async () => (await searchEvents({ q: title, limit: 50 })).data.map(({ id }) => id);
    expect(await found()).toContain(eventId);
    await suspend();
    expect(await found()).not.toContain(eventId);
    expect(JSON.stringify(await suggest(title))).not.toContain(slug);
    expect((await listSitemapEvents()).map((each) => each.slug)).not.toContain(slug);
    expect(await findEvent({ id: eventId })).toMatchObject({ saleState: "stopped", left: 0, offered: null });
  });

  test("reads the reason in its own audit log", async () => {
    await suspend();
    await resumeOrganization(administrator, organizationId);
    const lines = await db().auditEntry.findMany({ where: { organizationId }, orderBy: { at: "asc" } });
    expect(lines.map(({ action, detail }) => [action, detail])).toEqual([
      ["organization.suspend", { reason: REASON }],
      ["organization.resume", {}],
    ]);
  });

  test("is suspended once, by the first of two administrators at once", async () => {
    const answers = await Promise.all([suspend(), suspend()]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().auditEntry.count({ where: { organizationId } })).toBe(1);
  });
});
