import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aBuyer, anEventOnSale } from "../../prisma/seed/builders.ts";
import { appendRefusals, claimExtension, claimLapsed, claimRelease, claimSeats, type HoldRequest } from "./store.ts";
import { freeSeats } from "./testing/holding.ts";

/** Guards of the functions that the use cases reach only in races, each alone. */
aDatabase();

const inAnHour = () => new Date(Date.now() + 3_600_000);
const past = () => new Date(Date.now() - 1_000);
const yesterday = () => new Date(Date.now() - 25 * 3_600_000);

function aRequest(eventId: number, seatIds: number[], more: Partial<HoldRequest> = {}): HoldRequest {
  const ids = { reservationId: uuidv7(), clientReservationId: uuidv7() };
  return { eventId, buyerKey: aBuyer(), seatIds, ttlSeconds: 600, ...ids, ...more };
}

async function aHold(eventId: number, seatIds: number[], more: Partial<HoldRequest> = {}): Promise<HoldRequest> {
  const request = aRequest(eventId, seatIds, more);
  expect(await claimSeats([request])).toMatchObject([{ kind: "held" }]);
  return request;
}

const keyOf = ({ eventId, reservationId: id }: HoldRequest) => ({ eventId_id: { eventId, id } });
const rowOf = (request: HoldRequest) => db().reservation.findUniqueOrThrow({ where: keyOf(request) });
const change = (request: HoldRequest, data: object) => db().reservation.update({ where: keyOf(request), data });
const seatOf = (eventId: number, id: number) => db().seat.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
const changeSeat = (eventId: number, id: number, data: object) =>
  db().seat.update({ where: { eventId_id: { eventId, id } }, data });

describe("a buyer's limit in a sale", () => {
  test.each([
    ["counts what is being paid", { status: "PAYING", expiresAt: inAnHour() }, "over_limit"],
    ["counts what was bought, whenever that was", { status: "CONFIRMED", expiresAt: yesterday() }, "over_limit"],
    ["leaves out what ran out while it was being paid", { status: "PAYING", expiresAt: past() }, "held"],
    ["leaves out what was given back", { status: "CANCELLED", expiresAt: inAnHour() }, "held"],
  ])("%s", async (_what, state, kind) => {
    const eventId = await anEventOnSale({ seatsPerHoldMax: 2, seatsPerBuyerMax: 2 });
    const first = await aHold(eventId, [1, 2]);
    await change(first, state);
    const { buyerKey } = first;
    expect(await claimSeats([aRequest(eventId, [3], { buyerKey })])).toMatchObject([{ kind }]);
    expect(await claimSeats([aRequest(eventId, [4])])).toMatchObject([{ kind: "held" }]);
  });
});

describe("a key", () => {
  const key = { key: "key-1", fingerprint: "this" };

  test("of a hold is good for that request only, for a day", async () => {
    const eventId = await anEventOnSale();
    const first = await aHold(eventId, [1], { key });
    const { buyerKey, clientReservationId } = first;
    const other = { key: "key-1", fingerprint: "that" };
    expect(await claimSeats([aRequest(eventId, [2], { buyerKey, key: other })])).toEqual([{ kind: "other_request" }]);
    expect(await claimSeats([aRequest(eventId, [1], { buyerKey, clientReservationId, key })])).toMatchObject([
      { kind: "replayed", reservation: { id: first.reservationId } },
    ]);
    await aHold(eventId, [3], { key: other });
    await change(first, { createdAt: yesterday() });
    await aHold(eventId, [2], { buyerKey, key: other });
    expect(await rowOf(first)).toMatchObject({ idempotencyKey: null, fingerprint: null });
  });

  test("of a refusal brings the same refusal for that request, for a day", async () => {
    const eventId = await anEventOnSale();
    const buyerKey = aBuyer();
    await appendRefusals([{ eventId, buyerKey, idempotencyKey: key.key, fingerprint: key.fingerprint, refusal: "no" }]);
    const ask = (fingerprint: string) =>
      claimSeats([aRequest(eventId, [1], { buyerKey, key: { ...key, fingerprint } })]);
    expect(await ask("this")).toEqual([{ kind: "refused_before", refusal: "no" }]);
    expect(await ask("that")).toEqual([{ kind: "other_request" }]);
    expect(await freeSeats(eventId, [1])).toBe(1);
    // The same words are another key for another buyer, and in another event.
    await aHold(eventId, [2], { key });
    await aHold(await anEventOnSale(), [1], { buyerKey, key });
    await db().$executeRaw`UPDATE refused_holds SET refused_at = ${yesterday()} WHERE event_id = ${eventId}`;
    expect(await ask("that")).toMatchObject([{ kind: "held" }]);
  });
});

describe("more time", () => {
  test.each(["PAYING", "CONFIRMED", "CANCELLED", "EXPIRED"] as const)(
    "is not for a reservation that is %s",
    async (status) => {
      const eventId = await anEventOnSale();
      const hold = await aHold(eventId, [1]);
      await change(hold, { status });
      const [before, seat] = [await rowOf(hold), await seatOf(eventId, 1)];
      expect(await claimExtension(eventId, hold.reservationId, 60)).toBeUndefined();
      expect([await rowOf(hold), await seatOf(eventId, 1)]).toEqual([before, seat]);
    },
  );

  test("is not for a reservation that has lost a seat, nor for the seat's next one", async () => {
    const eventId = await anEventOnSale();
    const [hold, next] = [await aHold(eventId, [1, 2]), await aHold(eventId, [3])];
    await changeSeat(eventId, 2, { reservationId: next.reservationId });
    const before = await seatOf(eventId, 2);
    expect(await claimExtension(eventId, hold.reservationId, 60)).toBeUndefined();
    expect(await seatOf(eventId, 2)).toEqual(before);
  });
});

describe("giving back", () => {
  test("frees no seat that is booked", async () => {
    const eventId = await anEventOnSale();
    const hold = await aHold(eventId, [1, 2]);
    await changeSeat(eventId, 2, { status: "BOOKED", heldUntil: null });
    expect(await claimRelease(eventId, hold.reservationId)).toMatchObject({ seatIds: [1] });
    expect(await seatOf(eventId, 2)).toMatchObject({ status: "BOOKED", reservationId: hold.reservationId });
  });
});

describe("tidying up", () => {
  test("ends what ran out and leaves what is live, in one event", async () => {
    const eventId = await anEventOnSale();
    const [over, live] = [await aHold(eventId, [1]), await aHold(eventId, [2])];
    await change(over, { expiresAt: past() });
    await changeSeat(eventId, 1, { heldUntil: past() });
    expect(await claimLapsed(100)).toMatchObject({ reservations: 1, changed: [{ eventId, seatIds: [1] }] });
    expect([(await rowOf(over)).status, (await rowOf(live)).status]).toEqual(["EXPIRED", "HELD"]);
    expect(await freeSeats(eventId, [1, 2])).toBe(1);
  });

  test("frees no seat whose own time is not over", async () => {
    const eventId = await anEventOnSale();
    const hold = await aHold(eventId, [1]);
    await change(hold, { expiresAt: past() });
    expect(await claimLapsed(100)).toEqual({ reservations: 1, changed: [] });
    expect((await seatOf(eventId, 1)).status).toBe("HELD");
  });
});
