import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { copyEventRules } from "#lib/pricing/copy-event-rules";
import { anAllocation, aPresale } from "#lib/seating/testing/an-allocation";
import { anAddOn } from "#prisma/seed/an-add-on";
import { aPromoCode, somePriceRules } from "#prisma/seed/builders";
import { copyEvent } from "./copy-event.ts";
import { anOrganizersDesk } from "./testing/an-organizers-desk.ts";

aDatabase();

const desk = anOrganizersDesk();
const { post, read, patch, staffWith, inDays } = desk;

test("a copy is a draft with all that was written, at its new start, and made once", async () => {
  const id = await post({
    ...{
      status: "on_sale",
      description: "**Bold**",
      performers: ["Ann"],
      limits: { hot: true },
      refund_until_hours: 24,
    },
    ...{ hold_seconds: 480, orphan_rule: "strict", change_return_days: 7, dispute_policy: "void" },
    ...{ ticket_names: "required", age_min: 16 },
  });
  const startsAtMs = Date.parse(inDays(60));
  const made = await copyEvent(desk.manager, id, { startsAtMs, key: "one", copyRules: copyEventRules });
  const again = await copyEvent(desk.manager, id, { startsAtMs, key: "one", copyRules: copyEventRules });
  if (!made.ok || !again.ok) throw new Error(JSON.stringify([made, again]));
  expect(again.id).toBe(made.id);
  const [was, copy] = [await read(id), await read(made.id)];
  expect(copy.status).toBe("draft");
  expect(copy.slug).not.toBe(was.slug);
  expect(copy.start_time).toBe(new Date(startsAtMs).toISOString());
  const written = [
    "title",
    "description",
    "performers",
    "category",
    "limits",
    "refund_until_hours",
    "hold_seconds",
  ] as const;
  const rules = ["orphan_rule", "change_return_days", "dispute_policy", "layout_hash", "currency"] as const;
  const asked = ["ticket_names", "age_min"] as const;
  for (const field of [...written, ...rules, ...asked]) expect(copy[field], field).toEqual(was[field]);
  const prices = (event: typeof was) =>
    event.price_levels.map(({ id: level, name, price, fee }) => ({ level, name, price, fee }));
  expect(prices(copy)).toEqual(prices(was));
  expect((await patch(made.id, { status: "on_sale" })).ok).toBe(true);
});

test("a copy has the rules of its event: prices, codes, presales, and seats set aside once it is on sale", async () => {
  const id = await post({ status: "on_sale" });
  await somePriceRules(id);
  await aPromoCode(id, { code: "SUMMER", usesMax: 5 });
  await aPromoCode(id, { code: "OFF", deactivatedAt: new Date() });
  await db().promoCode.updateMany({ where: { eventId: id, code: "SUMMER" }, data: { uses: 3 } });
  const batch = await db().promoBatch.create({ data: { eventId: id, id: uuidv7(), name: "Letters" } });
  const bulk = await aPromoCode(id, { code: "ONE-OF-MANY" });
  await db().promoCode.updateMany({ where: { eventId: id, id: bulk.id }, data: { batchId: batch.id } });
  await anAllocation(id, { seatIds: [1, 2], releaseAt: new Date(inDays(29)) });
  await aPresale(id, { access: "LIST" });
  await db().saleWindowAddress.create({ data: { eventId: id, windowId: 1, email: "member@example.com" } });
  const code = { eventId: id, uses: 2 };
  await db().accessCode.createMany({
    data: [
      { ...code, id: uuidv7(), code: "EARLY", isLink: false, windowId: 1 },
      { ...code, id: uuidv7(), code: "a-token-of-a-link", isLink: true, allocationId: 1 },
    ],
  });
  const was = await db().event.findUniqueOrThrow({ where: { id } });
  const startsAtMs = was.startsAt.getTime() + 30 * 86_400_000;
  const made = await copyEvent(desk.manager, id, { startsAtMs, key: "rules", copyRules: copyEventRules });
  if (!made.ok) throw new Error(made.refusal.code);
  const of = { where: { eventId: made.id } };
  expect(await db().ticketType.findMany(of)).toMatchObject([{ name: "Child", kind: "PERCENT", value: 50 }]);
  expect(await db().groupDiscount.findMany(of)).toMatchObject([{ name: "From three", seats: 3, value: 10 }]);
  expect(await db().taxRate.findMany(of)).toMatchObject([{ name: "VAT", rateMilli: 7_000 }]);
  expect(await db().promoCode.findMany(of)).toMatchObject([{ code: "SUMMER", usesMax: 5, uses: 0 }]);
  expect(await db().accessCode.findMany(of)).toMatchObject([{ code: "EARLY", uses: 0, windowId: 1 }]);
  expect(await db().saleWindowAddress.findMany(of)).toMatchObject([{ email: "member@example.com" }]);
  const presale = await db().saleWindow.findFirstOrThrow(of);
  expect(presale.opensAt.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000 - 2 * 3_600_000);
  expect((await patch(made.id, { status: "on_sale" })).ok).toBe(true);
  const aside = await db().seat.findMany({ where: { eventId: made.id, allocationId: 1 }, orderBy: { id: "asc" } });
  expect(aside.map((seat) => seat.id)).toEqual([1, 2]);
  const event = await db().event.findUniqueOrThrow({ where: { id: made.id } });
  expect(event.hasAccess).toBe(true);
});

test("a copy sells the same add-ons from its whole stock, at its own rates, in a window that moved with the sale", async () => {
  const id = await post({ status: "on_sale" });
  const was = await db().event.findUniqueOrThrow({ where: { id } });
  const rate = uuidv7();
  await somePriceRules(id);
  const taxed = { eventId: id, id: rate, place: 5, name: "Books", rateMilli: 7_000, levelIds: [] };
  await db().taxRate.create({ data: { ...taxed, leviedOn: ["ADD_ONS"] } });
  const DAY = 86_400_000;
  const opens = new Date(was.startsAt.getTime() - 5 * DAY);
  const closes = new Date(was.startsAt.getTime() - DAY);
  const limited = { stock: 10, claimed: 7, revision: 4, perOrderMax: 3, counting: "PER_TICKET" as const };
  const sold = { ...limited, taxRateIds: [rate], saleFrom: opens, saleUntil: closes, position: 1 };
  await anAddOn(id, sold);
  await anAddOn(id, { name: { es: "Aparcamiento" }, isTaxFree: true, isActive: false, position: 2 });
  const startsAtMs = was.startsAt.getTime() + 30 * DAY;
  const made = await copyEvent(desk.manager, id, { startsAtMs, key: "add-ons", copyRules: copyEventRules });
  if (!made.ok) throw new Error(made.refusal.code);
  const of = { where: { eventId: made.id } };
  const copied = await db().eventAddOn.findMany({ ...of, orderBy: { position: "asc" } });
  const own = await db().taxRate.findFirstOrThrow({ where: { eventId: made.id, name: "Books" } });
  expect(own.id).not.toBe(rate);
  // By the clock on the wall, as presales do: an hour more or less where the clocks change.
  const hoursOff = (at: Date | null | undefined, before: Date) =>
    at ? Math.abs(at.getTime() - before.getTime() - 30 * DAY) / 3_600_000 : Number.NaN;
  expect(hoursOff(copied[0]?.saleFrom, opens)).toBeLessThan(2);
  expect(hoursOff(copied[0]?.saleUntil, closes)).toBeLessThan(2);
  const { saleFrom: _opens, saleUntil: _closes, ...terms } = sold;
  expect(copied).toMatchObject([
    { ...terms, claimed: 0, revision: 0, taxRateIds: [own.id] },
    { name: { es: "Aparcamiento" }, isTaxFree: true, isActive: false, stock: null, saleFrom: null, saleUntil: null },
  ]);
  expect(await db().eventAddOn.findMany({ where: { eventId: id, claimed: 7 } })).toMatchObject([sold]);
});

test("a copy begins at the regular prices, with the steps that change them", async () => {
  const id = await post({ status: "on_sale" });
  const until = inDays(10);
  const early = { id: uuidv7(), levelId: 1, kind: "early_bird", priceMinor: 3_000, until, untilSold: 50 };
  const head = { eventId: id, currency: "EUR", announces: false };
  await db().priceStepRules.create({ data: { ...head, steps: [early] } });
  await db().priceLevel.updateMany({ where: { eventId: id, id: 1 }, data: { priceMinor: 3_000 } });
  await db().steppedLevel.create({ data: { eventId: id, levelId: 1, regularMinor: 4_550, setMinor: 3_000 } });
  const was = await db().event.findUniqueOrThrow({ where: { id } });
  const startsAtMs = was.startsAt.getTime() + 86_400_000;
  const made = await copyEvent(desk.manager, id, { startsAtMs, key: "steps", copyRules: copyEventRules });
  if (!made.ok) throw new Error(made.refusal.code);
  expect((await read(made.id)).price_levels.map(({ price }) => price)).toEqual([45.5, 20]);
  const copied = await db().priceStepRules.findUniqueOrThrow({ where: { eventId: made.id } });
  expect(copied.steps).toMatchObject([{ kind: "early_bird", priceMinor: 3_000, untilSold: 50 }]);
  expect(await db().steppedLevel.count({ where: { eventId: made.id } })).toBe(0);
});

test("a copy that moves to another hall sets no seats aside there", async () => {
  const id = await post({ status: "on_sale" });
  await anAllocation(id, { seatIds: [1, 2] });
  const made = await copyEvent(desk.manager, id, {
    ...{ startsAtMs: Date.parse(inDays(60)), key: "other hall", copyRules: copyEventRules },
  });
  if (!made.ok) throw new Error(made.refusal.code);
  await db().allocation.updateMany({ where: { eventId: made.id }, data: { plannedLayout: "another" } });
  expect((await patch(made.id, { status: "on_sale" })).ok).toBe(true);
  expect(await db().seat.count({ where: { eventId: made.id, allocationId: { not: null } } })).toBe(0);
});

test("who may not write events copies none, and a foreign event is not found", async () => {
  const id = await post();
  const wanted = { startsAtMs: Date.parse(inDays(60)), key: "two", copyRules: copyEventRules };
  expect(await copyEvent(await staffWith("GATE"), id, wanted)).toMatchObject({ refusal: { code: "forbidden" } });
  expect(await copyEvent(desk.manager, 999_999, wanted)).toMatchObject({ refusal: { code: "not_found" } });
});
