import { expect, test } from "vitest";
import { judgeAmount } from "#lib/platform/charge-limits";
import { arena } from "../halls/arena.ts";
import { club } from "../halls/club.ts";
import { operaHouse } from "../halls/opera-house.ts";
import { recitalHall } from "../halls/recital-hall.ts";
import { programme } from "./programme.ts";
import { venueTime } from "./venue-time.ts";

const now = new Date("2026-11-22T17:00:00Z");
const { events, venues, organizations } = programme(now);

test("the demo has at least thirty events in eight cities, seven categories and four currencies", () => {
  expect(events.length).toBeGreaterThanOrEqual(30);
  expect(new Set(venues.map(({ city }) => city)).size).toBe(8);
  expect(new Set(events.map(({ categorySlug }) => categorySlug)).size).toBe(7);
  expect(new Set(events.map(({ currency }) => currency))).toEqual(new Set(["EUR", "GBP", "USD", "JPY"]));
});

test("the demo shows every state of a sale", () => {
  const at = now.getTime();
  expect(events.some((event) => event.status === "CANCELLED")).toBe(true);
  expect(events.some((event) => event.endsAt.getTime() < at)).toBe(true);
  expect(events.some((event) => event.salesStartAt.getTime() > at)).toBe(true);
  expect(events.some((event) => event.fill === 1)).toBe(true);
  expect(events.some((event) => event.fill >= 0.92 && event.fill < 1)).toBe(true);
  expect(events.some((event) => event.levels.every(({ priceMinor }) => priceMinor === 0))).toBe(true);
  expect(events.some((event) => event.fill > 0 && event.fill < 0.6 && event.salesStartAt.getTime() < at)).toBe(true);
});

test("every event can be stored: its slug is unique, its venue and seller exist, its times are in order", () => {
  expect(new Set(events.map(({ slug }) => slug)).size).toBe(events.length);
  for (const event of events) {
    expect(event.slug).toMatch(/^[a-z0-9-]+$/);
    expect(venues.map(({ slug }) => slug)).toContain(event.venueSlug);
    expect(organizations.map(({ slug }) => slug)).toContain(event.organizationSlug);
    expect(
      event.doorsAt <= event.startsAt && event.startsAt < event.endsAt && event.salesStartAt < event.salesEndAt,
    ).toBe(true);
    for (const level of event.levels) {
      expect(level.feeMinor).toBeLessThanOrEqual(level.priceMinor);
      expect(judgeAmount(level.priceMinor, event.currency)).toBeUndefined();
    }
  }
});

test("the demo never ages: a year later its events are as far away as today", () => {
  const later = programme(new Date("2027-11-22T17:00:00Z")).events;
  const days = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / 86_400_000);
  expect(later.map(({ startsAt }) => days(new Date("2027-11-22T17:00:00Z"), startsAt))).toEqual(
    events.map(({ startsAt }) => days(now, startsAt)),
  );
});

test("an event begins at eight by its city's clock, even across a change of summer time", () => {
  const spring = new Date("2027-03-20T12:00:00Z");
  expect(venueTime(spring, "Europe/Madrid", { days: 1, time: "20:00" }).toISOString()).toBe("2027-03-21T19:00:00.000Z");
  expect(venueTime(spring, "Europe/Madrid", { days: 10, time: "20:00" }).toISOString()).toBe(
    "2027-03-30T18:00:00.000Z",
  );
  expect(venueTime(spring, "Asia/Tokyo", { days: 0, time: "20:00" }).toISOString()).toBe("2027-03-20T11:00:00.000Z");
});

test("the price levels of every event sell each category of its hall exactly once", () => {
  const halls = { "opera-house": operaHouse(), arena: arena(), club: club(), "recital-hall": recitalHall() };
  for (const event of events) {
    const hall = venues.find(({ slug }) => slug === event.venueSlug)?.hall;
    const categories = hall ? halls[hall].categories.map(({ name }) => name) : [];
    expect(event.levels.flatMap((level) => level.categories).toSorted()).toEqual(categories.toSorted());
  }
});
