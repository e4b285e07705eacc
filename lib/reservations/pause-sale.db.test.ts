import { beforeEach, describe, expect, test } from "vitest";
import { findEventNow } from "#lib/catalog/find-event";
import { searchEvents } from "#lib/catalog/search-events";
import { aShop } from "#lib/orders/testing/shop";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { subscribe } from "#lib/realtime/channel";
import {
  aHeldReservation,
  aMember,
  anEventOnSale,
  anOrganization,
  aPerson,
  aUser,
  sellerOf,
} from "#prisma/seed/builders";
import { extendHold } from "./extend-hold.ts";
import { pauseSale, readSalePause, resumeSale } from "./pause-sale.ts";

aDatabase();
const shop = aShop();

let eventId = 0;
let owner: Staff;
beforeEach(async () => {
  eventId = await anEventOnSale({ title: "A sale that pauses" });
  owner = await aMember(await sellerOf(eventId), "OWNER");
});
const pause = (who: Staff = owner, reason = "") => pauseSale(who, eventId, { reason });
const resume = (who: Staff = owner) => resumeSale(who, eventId);
const lines = () =>
  db().auditEntry.findMany({ where: { eventId, action: { startsWith: "sale." } }, orderBy: { at: "asc" } });

describe("a paused sale", () => {
  test("says so on its page and in lists, and is as it was once it goes on", async () => {
    const before = await findEventNow(eventId);
    expect(await pause()).toMatchObject({ ok: true, sale: { is_paused: true } });
    expect(await findEventNow(eventId)).toMatchObject({
      saleState: "paused",
      left: before?.left,
      offered: before?.offered,
    });
    const { data } = await searchEvents({ q: "A sale that pauses" });
    expect(data).toContainEqual(expect.objectContaining({ id: eventId, saleState: "paused" }));
    expect(await resume()).toEqual({ ok: true, sale: { is_paused: false, paused_at: null } });
    expect(await findEventNow(eventId)).toEqual({ ...before, updatedAt: expect.any(String) as string });
  });

  test("honours what is held: it is extended, quoted and paid for", async () => {
    const held = await aHeldReservation(eventId, [1, 2]);
    const paid = await aHeldReservation(eventId, [3]);
    await pause();
    expect(await extendHold(held.person, held, 60)).toMatchObject({ ok: true });
    expect(await shop.commit(paid)).toMatchObject({ ok: true, confirmed: { status: "confirmed" } });
    expect(await shop.commit(held)).toMatchObject({ ok: true, confirmed: { status: "confirmed" } });
  });

  test("is announced to open pages after the commit, and once however often it is asked for", async () => {
    const heard: unknown[] = [];
    const stop = subscribe(`seats:${eventId}`, (message) => heard.push(message));
    await Promise.all([pause(), pause(), pause()]);
    await pause();
    await Promise.all([resume(), resume()]);
    stop();
    expect(heard).toEqual([
      { pausedAt: expect.any(String) as string, updatedAt: expect.any(String) as string },
      { pausedAt: null, updatedAt: expect.any(String) as string },
    ]);
  });

  test("is in the audit log with the reason that was typed, and who let it go on", async () => {
    await pause(owner, "The presale code is out in the open.");
    await pause(owner, "Again");
    await resume();
    const actor = `user:${owner.userId}`;
    expect(await lines()).toMatchObject([
      { actor, action: "sale.pause", detail: { reason: "The presale code is out in the open." } },
      { actor, action: "sale.resume" },
    ]);
  });

  test("is its organizer's to switch, and the platform's administrators'; roles without the right may look alone", async () => {
    const analyst = await aMember(await sellerOf(eventId), "ANALYST");
    expect(await pause(analyst)).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
    expect(await readSalePause(analyst, eventId)).toMatchObject({
      ok: true,
      isRunning: true,
      sale: { is_paused: false },
    });
    const stranger = await aMember(await anOrganization(), "OWNER");
    expect(await pause(stranger)).toMatchObject({ ok: false, refusal: { code: "not_found" } });
    const { userId } = await aUser();
    const administrator = { ...aPerson(`user:${userId}`), userId, isAdmin: true, isTwoFactor: true, roles: [] };
    expect(await pause(administrator)).toMatchObject({ ok: true });
    expect(await resume(analyst)).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
    expect(await resume()).toMatchObject({ ok: true });
  });

  test("does not exist where nothing is sold: for a draft, a cancelled event, and after the sale", async () => {
    const refused = { ok: false, refusal: { code: "sale_closed" } };
    for (const status of ["DRAFT", "CANCELLED"] as const) {
      await db().event.update({ where: { id: eventId }, data: { status } });
      expect(await pause()).toMatchObject(refused);
      expect(await readSalePause(owner, eventId)).toMatchObject({ isRunning: false });
    }
    await db().event.update({ where: { id: eventId }, data: { status: "PUBLISHED" } });
    await pause();
    await db().event.update({ where: { id: eventId }, data: { salesEndAt: new Date(Date.now() - 1_000) } });
    expect(await findEventNow(eventId)).toMatchObject({ saleState: "ended" });
    // A sale that ended while it was paused may get another end, and is not paused for ever then.
    expect(await resume()).toMatchObject({ ok: true });
    expect(await pause()).toMatchObject(refused);
    expect(await lines()).toHaveLength(2);
  });
});
