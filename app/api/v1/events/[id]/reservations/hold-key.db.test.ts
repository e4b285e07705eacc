import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTokenFamily } from "#lib/identity/tokens/open-token-family";
import { lastWorks } from "#lib/platform/before-closing";
import { db } from "#lib/platform/db/db";
import { parsePublicId, uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { claimExtension, claimRelease } from "#lib/reservations/store";
import { hold as holdAs } from "#lib/reservations/testing/holding";
import { anEventOnSale, aSmallHall, aUser } from "../../../../../../prisma/seed/builders.ts";
import { PATCH } from "../../../reservations/[id]/extend/route.ts";
import { POST } from "./route.ts";

/**
 * The hold's `Idempotency-Key`, which no row claims beforehand: the statement that decides looks for it in its event and keeps
 * it with the reservation; a refusal is kept a moment after it left.
 */
aDatabase();

let eventId: number;
let bearer: string;

beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall({ rows: 40, seatsPerRow: 20 }), orphanRule: "STRICT" });
});
// Each test has a new buyer, who has used up no limit.
beforeEach(async () => {
  bearer = await aBearer();
});

async function aBearer(): Promise<string> {
  return (await openTokenFamily((await aUser()).userId, { isTwoFactor: false, userAgent: "" })).access_token;
}

let row = 0;
/** Two seats at the beginning of a row that no other test uses. */
const twoSeats = () => [row * 20 + 1, row++ * 20 + 2];

const aWish = (seatIds = twoSeats()) => ({ client_reservation_id: uuidv7(), seat_ids: seatIds });

const headersWith = (key: string) => ({
  authorization: `Bearer ${bearer}`,
  "content-type": "application/json",
  "idempotency-key": key,
});

async function ask(key: string, wish: ReturnType<typeof aWish>, at = eventId) {
  const request = new Request(`http://localhost/api/v1/events/${at}/reservations`, {
    method: "POST",
    headers: headersWith(key),
    body: JSON.stringify(wish),
  });
  const response = await POST(request, { params: Promise.resolve({ id: String(at) }) });
  return {
    status: response.status,
    text: await response.text(),
    location: response.headers.get("location"),
    isReplay: response.headers.has("idempotency-replayed"),
  };
}

type Heard = Awaited<ReturnType<typeof ask>>;

async function extend({ location }: Heard, key: string) {
  const id = location?.split("/").at(-1) ?? "";
  const request = new Request(`http://localhost${location}/extend`, {
    method: "PATCH",
    headers: headersWith(key),
    body: '{"additional_seconds":60}',
  });
  const response = await PATCH(request, { params: Promise.resolve({ id }) });
  return [response.status, await response.json()];
}
const idIn = ({ text }: Heard) => {
  const id = parsePublicId((JSON.parse(text) as { reservation_id: string }).reservation_id);
  if (!id) throw new Error(text);
  return id.id;
};
const countOf = ({ client_reservation_id }: ReturnType<typeof aWish>) =>
  db().reservation.count({ where: { eventId, clientReservationId: client_reservation_id } });

/** Flushes the stored answers and continues as another process. */
async function onAnotherServer(): Promise<void> {
  for (const work of lastWorks()) await work();
  aServerThatDied();
}

/** Continues as a process without the answers that were not yet written. */
function aServerThatDied(): void {
  for (const name of ["refusals-on-their-way", "refusals-keeper"]) forgetSingleton(name);
}

const SAME: [string, () => Promise<void> | void][] = [
  ["of the same server at once", () => undefined],
  ["of another server", onAnotherServer],
];

describe.each(SAME)("a second request %s", (_, move) => {
  test("gets the first answer, byte for byte, though the hold was extended meanwhile", async () => {
    const [key, wish] = [uuidv7(), aWish()];
    const first = await ask(key, wish);
    expect(first).toMatchObject({ status: 201, isReplay: false });
    await claimExtension(eventId, idIn(first), 120);
    await move();
    expect(await ask(key, wish)).toEqual({ ...first, isReplay: true });
    expect(await countOf(wish)).toBe(1);
  });

  test("gets it even after the released seats went to another buyer", async () => {
    const [key, wish] = [uuidv7(), aWish()];
    const first = await ask(key, wish);
    await claimRelease(eventId, idIn(first));
    expect(await holdAs(eventId, wish.seat_ids)).toMatchObject({ ok: true });
    await move();
    expect(await ask(key, wish)).toEqual({ ...first, isReplay: true });
  });

  test("gets it whatever a payment, an offer and a refund made of the reservation", async () => {
    const [key, wish] = [uuidv7(), aWish()];
    const first = await ask(key, wish);
    const id = idIn(first);
    await db()
      .$executeRaw`UPDATE reservations SET status = 'PAYING', expires_at = now() + interval '1 h' WHERE id = ${id}::uuid`;
    await db().$executeRaw`UPDATE reservations SET seat_ids = '{799,800}', status = 'EXPIRED' WHERE id = ${id}::uuid`;
    await db()
      .$executeRaw`UPDATE reservations SET seat_ids = '{799}', unit_minor = '{100}', total_minor = 100, status = 'CONFIRMED' WHERE id = ${id}::uuid`;
    await move();
    expect(await ask(key, wish)).toEqual({ ...first, isReplay: true });
    expect(await ask(uuidv7(), wish)).toEqual({ ...first, isReplay: true });
  });

  test("gets the first refusal again, though the seats are free by now; a new key holds them", async () => {
    const [key, wish] = [uuidv7(), aWish()];
    const other = await holdAs(eventId, wish.seat_ids);
    const first = await ask(key, wish);
    expect(first.status).toBe(409);
    if (other.ok) await claimRelease(eventId, parsePublicId(other.reservation.reservation_id)?.id ?? "");
    await move();
    expect(await ask(key, wish)).toEqual({ ...first, isReplay: true });
    expect(await countOf(wish)).toBe(0);
    expect((await ask(uuidv7(), wish)).status).toBe(201);
  });

  test("gets the refusal of a rule again, which no statement decided", async () => {
    const [seat = 0] = twoSeats();
    const [key, wish] = [uuidv7(), aWish([seat + 1, seat + 2])];
    const first = await ask(key, wish);
    expect(first).toMatchObject({ status: 422, text: expect.stringContaining("orphan_seat") as string });
    // Without the lone seat the rule allows the choice.
    expect(await holdAs(eventId, [seat])).toMatchObject({ ok: true });
    await move();
    expect(await ask(key, wish)).toEqual({ ...first, isReplay: true });
    expect(await countOf(wish)).toBe(0);
    expect((await ask(uuidv7(), wish)).status).toBe(201);
  });

  test("gets the refusal of an event that is not there again", async () => {
    const [key, wish] = [uuidv7(), aWish()];
    const first = await ask(key, wish, 999_999);
    expect(first).toMatchObject({ status: 404, isReplay: false });
    await move();
    expect(await ask(key, wish, 999_999)).toEqual({ ...first, isReplay: true });
  });

  test("for other seats is refused because the key was used, and holds nothing", async () => {
    const [key, wish] = [uuidv7(), aWish()];
    await ask(key, wish);
    await move();
    // Also where the request would be refused before any statement.
    expect((await ask(key, aWish([99_999]))).text).toContain("idempotency_mismatch");
    const another = aWish();
    expect(await ask(key, another)).toMatchObject({
      status: 422,
      text: expect.stringContaining("idempotency_mismatch") as string,
    });
    expect(await countOf(another)).toBe(0);
    expect(await ask(key, wish)).toMatchObject({ status: 201, isReplay: true });
  });

  test("for other seats is refused as well when the first was refused", async () => {
    const [key, wish] = [uuidv7(), aWish([99_999])];
    expect(await ask(key, wish)).toMatchObject({ status: 400, isReplay: false });
    await move();
    const another = aWish();
    expect((await ask(key, another)).text).toContain("idempotency_mismatch");
    expect(await countOf(another)).toBe(0);
    expect(await ask(key, wish)).toMatchObject({ status: 400, isReplay: true });
  });

  test("in another event is another request, with an effect and an answer of its own", async () => {
    const [key, wish] = [uuidv7(), aWish()];
    const first = await ask(key, wish);
    await move();
    const elsewhere = await anEventOnSale();
    const there = await ask(key, aWish([1, 2]), elsewhere);
    expect(there).toMatchObject({ status: 201, isReplay: false });
    expect(await ask(key, wish)).toEqual({ ...first, isReplay: true });
    expect(await db().reservation.count({ where: { idempotencyKey: key } })).toBe(2);
  });
});

test("the first answer comes before a rule that would refuse the same seats by now", async () => {
  const [first = 0] = twoSeats();
  const [key, wish] = [uuidv7(), aWish([first + 2, first + 3])];
  const answer = await ask(key, wish);
  expect(answer.status).toBe(201);
  await claimRelease(eventId, idIn(answer));
  await db()
    .$executeRaw`UPDATE seats SET status = 'BLOCKED', version = version + 1 WHERE event_id = ${eventId} AND id = ${first}`;
  await onAnotherServer();
  forgetSingleton("live-seats");
  expect(await holdAs(eventId, [first + 2, first + 3])).toMatchObject({ refusal: { code: "orphan_seat" } });
  expect(await ask(key, wish)).toEqual({ ...answer, isReplay: true });
});

test("twenty at once have one effect; those during the first are asked to retry", async () => {
  const [key, wish] = [uuidv7(), aWish()];
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(key, wish)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  expect(await countOf(wish)).toBe(1);
});

test("an answer outlives the server that died right after it", async () => {
  const [key, wish] = [uuidv7(), aWish()];
  const first = await ask(key, wish);
  aServerThatDied();
  expect(await ask(key, aWish())).toMatchObject({ status: 422 });
  expect(await ask(key, wish)).toEqual({ ...first, isReplay: true });
  expect(await countOf(wish)).toBe(1);
});

test("a refusal that another server wrote down late does not come before the reservation that the key made", async () => {
  const [key, wish] = [uuidv7(), aWish()];
  const first = await ask(key, wish);
  await db().$executeRaw`INSERT INTO refused_holds (event_id, buyer_key, idempotency_key, fingerprint, refusal)
    SELECT event_id, buyer_key, idempotency_key, fingerprint, '{"code":"seat_unavailable"}' FROM reservations WHERE idempotency_key = ${key}`;
  expect(await ask(key, wish)).toEqual({ ...first, isReplay: true });
});

test("a key that held seats is another request's at another endpoint, and the other way about", async () => {
  const [key, extending, wish] = [uuidv7(), uuidv7(), aWish()];
  const first = await ask(key, wish);
  const extended = await extend(first, key);
  expect(extended).toMatchObject([200, { extensions_remaining: 0 }]);
  expect(await extend(first, key)).toEqual(extended);
  expect(await ask(key, wish)).toEqual({ ...first, isReplay: true });
  const another = aWish();
  const second = await ask(extending, another);
  expect(await extend(second, extending)).toMatchObject([200, {}]);
  expect(await ask(extending, another)).toEqual({ ...second, isReplay: true });
});

test("a key that held seats is free for other buyers", async () => {
  const [key, wish] = [uuidv7(), aWish()];
  await ask(key, wish);
  bearer = await aBearer();
  const own = await ask(uuidv7(), aWish());
  expect(await extend(own, key)).toMatchObject([200, {}]);
  const another = aWish();
  bearer = await aBearer();
  expect(await ask(key, another)).toMatchObject({ status: 201, isReplay: false });
});

test("after a day the key may be used for something else", async () => {
  const key = uuidv7();
  await ask(key, aWish());
  await onAnotherServer();
  await db()
    .$executeRaw`UPDATE reservations SET created_at = now() - interval '25 hours' WHERE idempotency_key = ${key}`;
  const wish = aWish();
  const first = await ask(key, wish);
  expect(first).toMatchObject({ status: 201, isReplay: false });
  await onAnotherServer();
  expect(await ask(key, wish)).toEqual({ ...first, isReplay: true });
});
