import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aBuyer, anEventOnSale, aUser } from "../../../prisma/seed/builders.ts";
import { aPresale } from "../testing/an-allocation.ts";
import { readOwnAccess } from "./redeem-code.ts";

aDatabase();

async function announcedTo(eventId: number, keys: readonly string[], provenEmail?: string) {
  const read = await readOwnAccess({ keys, provenEmail }, eventId);
  return read.ok ? { announced: read.access.announced?.access ?? null, own: read.access.presale?.name ?? null } : read;
}

test("a presale for accounts is announced to strangers, and is open to who signed in", async () => {
  const eventId = await anEventOnSale();
  await aPresale(eventId, { access: "SIGNED_IN" });
  expect(await announcedTo(eventId, [])).toEqual({ announced: "signed_in", own: null });
  expect(await announcedTo(eventId, [aBuyer()])).toEqual({ announced: "signed_in", own: null });
  const { userId } = await aUser();
  expect(await announcedTo(eventId, [`user:${userId}`])).toEqual({ announced: null, own: "Presale" });
});

test("one of a list is announced to all but its members, who have it", async () => {
  const eventId = await anEventOnSale();
  const windowId = await aPresale(eventId, { access: "LIST" });
  await db().saleWindowAddress.create({ data: { eventId, windowId, email: "ada@example.org" } });
  const { userId } = await aUser();
  const key = `user:${userId}`;
  expect(await announcedTo(eventId, [key], "ben@example.org")).toEqual({ announced: "list", own: null });
  expect(await announcedTo(eventId, [key], "ADA@example.org")).toEqual({ announced: null, own: "Presale" });
});

test("one by codes is announced to nobody, and none is once everybody may buy", async () => {
  const eventId = await anEventOnSale();
  await aPresale(eventId, { access: "CODE" });
  expect(await announcedTo(eventId, [aBuyer()])).toEqual({ announced: null, own: null });
  await db().saleWindow.updateMany({ where: { eventId }, data: { access: "SIGNED_IN" } });
  await db().event.update({ where: { id: eventId }, data: { salesStartAt: new Date(Date.now() - 1_000) } });
  expect(await announcedTo(eventId, [aBuyer()])).toEqual({ announced: null, own: null });
});
