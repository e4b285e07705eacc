import { expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf } from "#lib/platform/testing/facts";
import { openLiveSeats } from "#lib/seating/live-seats";
import {
  aHeldReservation,
  aMember,
  anEventOnSale,
  aPaidOrder,
  aSmallHall,
  sellerOf,
  somePriceRules,
} from "#prisma/seed/builders";
import { explainPrices, readPriceChanges } from "./explain-prices.ts";
import { movePrices } from "./move-prices.ts";
import { readPriceSteps } from "./read-price-steps.ts";
import { replacePriceSteps } from "./replace-price-steps.ts";
import { priceStepsBody } from "./step-contract.ts";

aDatabase();

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
const FIRST = { page: 1, limit: 20 };

async function aSale(): Promise<{ eventId: number; owner: Staff }> {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 2, seatsPerRow: 10 }) });
  return { eventId, owner: await aMember(await sellerOf(eventId), "OWNER") };
}

const save = (owner: Staff, eventId: number, { revision = 0, announces = false, steps = [] as object[] } = {}) =>
  replacePriceSteps(owner, eventId, priceStepsBody.parse({ revision, announces, steps }));
const priceOf = async (eventId: number) =>
  (await db().priceLevel.findUniqueOrThrow({ where: { eventId_id: { eventId, id: 1 } } })).priceMinor;
const early = (over: object = {}) => ({
  ...{ kind: "early_bird", price_level_id: 1, price: 30, until: inHours(48), ...over },
});

/** Moves all times of the steps, the log and the levels back, as if so many hours had gone by. */
async function hoursPass(eventId: number, hours: number): Promise<void> {
  const by = `${hours} hours`;
  await db().$executeRaw`UPDATE price_changes SET announced_at = announced_at - ${by}::interval,
    applies_at = applies_at - ${by}::interval, applied_at = applied_at - ${by}::interval WHERE event_id = ${eventId}`;
  await db()
    .$executeRaw`UPDATE stepped_levels SET changed_at = changed_at - ${by}::interval WHERE event_id = ${eventId}`;
  const row = await db().priceStepRules.findUniqueOrThrow({ where: { eventId } });
  const isTime = (text: unknown): text is string => typeof text === "string" && /^\d{4}-/.test(text);
  const back = (value: unknown) => (isTime(value) ? new Date(Date.parse(value) - hours * HOUR).toISOString() : value);
  const steps = (row.steps as object[]).map((step) =>
    Object.fromEntries(Object.entries(step).map(([name, value]) => [name, back(value)])),
  );
  await db().priceStepRules.update({ where: { eventId }, data: { steps: steps as object[] } });
}

test("an early bird applies when it is saved, keeps the price of holds, and ends at its number sold", async () => {
  const { eventId, owner } = await aSale();
  const before = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  const saved = await save(owner, eventId, { steps: [early({ until_sold: 2 })] });
  expect(saved).toMatchObject({
    ok: true,
    steps: { revision: 1, price_levels: [{ price: 30, regular_price: 45, sold: 0, on_sale: 20 }] },
  });
  const now = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  expect(now.updatedAt.getTime()).toBeGreaterThan(before.updatedAt.getTime());
  const held = await aHeldReservation(eventId, [5, 6]);
  await aPaidOrder(eventId, [1, 2]);
  await movePrices();
  expect(await priceOf(eventId)).toBe(4_500);
  expect(held.unitMinor).toEqual([3_000, 3_000]);
  expect((await aHeldReservation(eventId, [7])).unitMinor).toEqual([4_500]);
  expect((await factsOf({ subject: "event" })).filter(({ type }) => type === "event.prices_changed")).toHaveLength(2);
  const explained = await explainPrices(eventId, FIRST);
  expect(explained?.data).toMatchObject([
    { from_price: 30, to_price: 45, cause: "regular", sold: 2, on_sale: 20, announced_at: null, applied: true },
    { from_price: 45, to_price: 30, cause: "early_bird", sold: 0, price_level: "Standard" },
  ]);
});

test("buyers read until when the early price holds and what comes then", async () => {
  const { eventId, owner } = await aSale();
  const until = inHours(48);
  await save(owner, eventId, { steps: [early({ until }), early({ price: 40, until: inHours(96) })] });
  const explained = await explainPrices(eventId, FIRST);
  expect(explained?.price_levels).toEqual([
    {
      ...{ price_level_id: 1, name: "Standard", price: 30, regular_price: 45, cause: "early_bird" },
      ...{ until, until_sold: null, next_price: 40, announced: null },
    },
  ]);
});

test("buyers read prices with the taxes that are added to them, the organizer those that they set", async () => {
  const { eventId, owner } = await aSale();
  await somePriceRules(eventId, { isAdded: true });
  await save(owner, eventId, { steps: [early({ until: inHours(48) })] });
  // 7 % are added to each.
  const explained = await explainPrices(eventId, FIRST);
  expect(explained?.price_levels).toMatchObject([{ price: 32.1, regular_price: 48.15, next_price: 48.15 }]);
  expect(explained?.data).toMatchObject([{ from_price: 48.15, to_price: 32.1 }]);
  expect(await readPriceChanges(owner, eventId, FIRST)).toMatchObject({
    changes: { price_levels: [{ price: 30, regular_price: 45, next_price: 45 }], data: [{ to_price: 30 }] },
  });
});

test("a higher price is announced a day ahead, and then applies", async () => {
  const { eventId, owner } = await aSale();
  const number = { kind: "number_sold", price_level_id: 1, price: 60, from_sold: 2 };
  await save(owner, eventId, { announces: true, steps: [number] });
  await aPaidOrder(eventId, [1, 2]);
  await movePrices();
  await movePrices();
  expect(await priceOf(eventId)).toBe(4_500);
  const told = await explainPrices(eventId, FIRST);
  expect(told?.data).toMatchObject([{ to_price: 60, cause: "number_sold", reached: 2, applied: false }]);
  expect(told?.price_levels[0]?.announced?.price).toBe(60);
  await hoursPass(eventId, 23);
  await movePrices();
  expect(await priceOf(eventId)).toBe(4_500);
  await hoursPass(eventId, 1);
  await movePrices();
  expect(await priceOf(eventId)).toBe(6_000);
  expect((await explainPrices(eventId, FIRST))?.data).toMatchObject([{ applied: true }]);
});

test("a price that the organizer sets by hand is the regular price from then on", async () => {
  const { eventId, owner } = await aSale();
  await save(owner, eventId, { steps: [early()] });
  await db().priceLevel.updateMany({ where: { eventId }, data: { priceMinor: 5_500 } });
  await movePrices();
  expect(await priceOf(eventId)).toBe(3_000);
  await hoursPass(eventId, 49);
  await movePrices();
  expect(await priceOf(eventId)).toBe(5_500);
  expect((await explainPrices(eventId, FIRST))?.data.map(({ cause }) => cause).sort()).toEqual([
    ...["by_hand", "early_bird", "early_bird", "regular"],
  ]);
});

test("the second of two who save reads what the first saved, and nothing wrong is saved", async () => {
  const { eventId, owner } = await aSale();
  await save(owner, eventId, { steps: [early()] });
  const second = await save(owner, eventId, { steps: [] });
  expect(!second.ok && second.refusal).toMatchObject({
    code: "price_steps_changed",
    price_steps: { revision: 1, steps: [{ kind: "early_bird", price: 30 }] },
  });
  const wrong = await save(owner, eventId, { revision: 1, steps: [early({ price: 45 })] });
  expect(!wrong.ok && wrong.refusal).toMatchObject({
    code: "price_steps_invalid",
    fields: [{ path: "steps.0.price", problem: "not_below_regular", message: "must be below the regular price of 45" }],
  });
  const read = await readPriceSteps(owner, eventId);
  expect(read.ok && read.steps.revision).toBe(1);
  expect(await db().auditEntry.count({ where: { eventId, action: "event.set_price_steps" } })).toBe(1);
});

test("without its steps a level has its regular price again", async () => {
  const { eventId, owner } = await aSale();
  await save(owner, eventId, { steps: [early()] });
  await save(owner, eventId, { revision: 1 });
  expect(await priceOf(eventId)).toBe(4_500);
});

test("steps in a currency that the event no longer has do not count", async () => {
  const { eventId, owner } = await aSale();
  await save(owner, eventId, { steps: [early({ until_sold: 2, until: null })] });
  await db().event.update({ where: { id: eventId }, data: { currency: "USD" } });
  await movePrices();
  expect(await priceOf(eventId)).toBe(4_500);
});

test("the steps of an event that cannot be moved keep no other from moving", async () => {
  const [broken, sound] = [await aSale(), await aSale()];
  await save(broken.owner, broken.eventId, { steps: [early()] });
  await db().priceStepRules.update({ where: { eventId: broken.eventId }, data: { steps: [{ kind: "none" }] } });
  await save(sound.owner, sound.eventId, { steps: [early()] });
  await hoursPass(sound.eventId, 49);
  await movePrices();
  expect(await priceOf(sound.eventId)).toBe(4_500);
});

test("open maps hear the new prices at once, and who comes later reads them with the seats", async () => {
  const { eventId, owner } = await aSale();
  const live = await openLiveSeats(eventId);
  const frames: string[] = [];
  const stop = live?.listen(null, (frame) => frames.push(new TextDecoder().decode(frame)));
  await save(owner, eventId, { steps: [early()] });
  await expect.poll(() => frames.at(-1)).toContain('event: prices\ndata: {"1":30}');
  expect(frames[0]).toContain('"prices":{"1":45}');
  expect(new TextDecoder().decode(live?.snapshot())).toContain('"prices":{"1":30}');
  expect(live?.event.priceLevels[0]?.priceMinor).toBe(3_000);
  stop?.();
});
