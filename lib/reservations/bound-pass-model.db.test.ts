/**
 * Whose browser is inside, by a model. Symptoms: a pass that was copied holds or renews elsewhere, or its owner is locked out. Method: fast-check makes
 * and shrinks histories of one buyer's cookie in several browsers, with and without a key, that claim, hold, repeat, leave and come again. The controls
 * take a guard out, and the comparison must notice each.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { leaveQueue } from "#lib/waiting-room/leave-queue";
import { moveQueues } from "#lib/waiting-room/move-queues";
import { REDEEM_PASS } from "#lib/waiting-room/queue-functions";
import { redeemPass } from "#lib/waiting-room/redeem-pass";
import { aBuyer } from "../../prisma/seed/builders.ts";
import { type Change, withChanged } from "../waiting-room/testing/changed-function.ts";
import { aQueue, joined, passTime } from "../waiting-room/testing/queue.ts";
import { HOLD_SEATS } from "./hold-function.ts";
import { hold } from "./testing/holding.ts";

aDatabase();

/** Longer than any history, so that a lease ends by silence or leaving alone. */
const LEASE_SECONDS = 3_600;
const SILENCE_SECONDS = 120;

type Browser = string | undefined;
type Held = { clientReservationId: string; seatIds: number[]; id: string };

/** The buyer's lease: when it was last renewed, and by which key it is bound. */
class Model {
  now = 0;
  lease: { renewedAt: number; boundTo: Browser } | undefined;

  /** Renews a live lease, or says why not. */
  claim(browser: Browser): string {
    const refusal = this.refusal(browser, "not_your_turn");
    if (refusal) return refusal;
    this.lease = { renewedAt: this.now, boundTo: this.lease?.boundTo ?? browser };
    return "in";
  }

  refusal(browser: Browser, outside: string): string | undefined {
    const { lease } = this;
    if (!lease || this.now >= lease.renewedAt + SILENCE_SECONDS) return outside;
    return lease.boundTo !== undefined && lease.boundTo !== browser ? "wrong_browser" : undefined;
  }
}

/** The same buyer in the system. */
class Real {
  readonly buyerKey = aBuyer();
  readonly eventId: number;
  private seat = 0;
  private last: Held | undefined;

  constructor(eventId: number) {
    this.eventId = eventId;
  }

  async claim(keyThumbprint: Browser): Promise<string> {
    const result = await redeemPass(this.eventId, [this.buyerKey], { keyThumbprint });
    return result.ok ? "in" : result.refusal.code;
  }

  async hold(keyThumbprint: Browser): Promise<string> {
    this.seat += 1;
    const request = { clientReservationId: uuidv7(), buyerKey: this.buyerKey };
    const answer = await hold(this.eventId, [this.seat], { ...request, keyThumbprint });
    if (answer.ok) this.last = { ...request, seatIds: [this.seat], id: answer.reservation.reservation_id };
    return answer.ok ? "held" : answer.refusal.code;
  }

  /** Sends the last hold that was granted again: whether it is the same reservation; undefined before any. */
  async repeat(keyThumbprint: Browser): Promise<boolean | undefined> {
    if (!this.last) return undefined;
    const { seatIds, clientReservationId, id } = this.last;
    const answer = await hold(this.eventId, seatIds, { clientReservationId, buyerKey: this.buyerKey, keyThumbprint });
    return answer.ok && answer.isReplay && answer.reservation.reservation_id === id;
  }

  /** Leaves, joins at the end and is called. */
  async comeAgain(): Promise<void> {
    await leaveQueue(this.eventId, [this.buyerKey]);
    await joined(this.eventId, this.buyerKey);
    await passTime(this.eventId, 2);
    await moveQueues();
  }
}

/** Answers what was expected and what came of it. */
type Move = { name: string; play: (model: Model, real: Real) => Promise<[unknown, unknown]> };

const browsers = fc.constantFrom<Browser>("phone", "phone", "laptop", "thief", undefined);
const moves = fc.oneof(
  browsers.map(
    (by): Move => ({ name: `claim by ${by}`, play: async (model, real) => [model.claim(by), await real.claim(by)] }),
  ),
  browsers.map(
    (by): Move => ({
      name: `hold by ${by}`,
      play: async (model, real) => [model.refusal(by, "queue_required") ?? "held", await real.hold(by)],
    }),
  ),
  browsers.map(
    (by): Move => ({
      name: `repeat by ${by}`,
      play: async (_model, real) => {
        const isSame = await real.repeat(by);
        return [isSame === undefined ? undefined : true, isSame];
      },
    }),
  ),
  browsers.map(
    (by): Move => ({
      name: `come again by ${by}`,
      play: async (model, real) => {
        await real.comeAgain();
        model.now += 2;
        model.lease = { renewedAt: model.now, boundTo: by };
        return ["in", await real.claim(by)];
      },
    }),
  ),
  fc.constantFrom(30, 150).map(
    (seconds): Move => ({
      name: `wait ${seconds}`,
      play: async (model, real) => {
        model.now += seconds;
        return [undefined, await passTime(real.eventId, seconds)];
      },
    }),
  ),
);
const history = fc.array(moves, { minLength: 5, maxLength: 14, size: "max" });

async function play(played: readonly Move[]): Promise<void> {
  const eventId = await aQueue(
    { placesMax: 1, ratePerMinute: 6_000, leaseSeconds: LEASE_SECONDS, opensAt: new Date(Date.now() - 1_000) },
    { seatsPerHoldMax: 10, seatsPerBuyerMax: 40 },
  );
  const [model, real] = [new Model(), new Real(eventId)];
  await moveQueues();
  await real.comeAgain();
  model.lease = { renewedAt: 0, boundTo: "phone" };
  expect(await real.claim("phone")).toBe("in");
  for (const move of played) {
    const [expected, answered] = await move.play(model, real);
    expect(answered, move.name).toEqual(expected);
  }
}

const CONTROLS: [name: string, change: Change][] = [
  ["any browser holds", { of: HOLD_SEATS, from: "WHEN l.is_foreign THEN 'wrong_browser'", to: "" }],
  ["any browser renews", { of: REDEEM_PASS, from: "bound_to <> coalesce(thumbprint, '')", to: "false" }],
  [
    "a browser without a key renews",
    { of: REDEEM_PASS, from: "bound_to <> coalesce(thumbprint, '')", to: "bound_to <> thumbprint" },
  ],
  [
    "the browser of the time inside before is asked for",
    { of: REDEEM_PASS, from: "key_thumbprint = excluded.key_thumbprint", to: "ticket_id = excluded.ticket_id" },
  ],
];

describe("a pass that is copied to other browsers", () => {
  test("is of use after every history in the one browser that it is bound to, and in no other", async () => {
    await fc.assert(fc.asyncProperty(history, play), { numRuns: 12 });
  });

  test.each(CONTROLS)("control: the model notices when %s", async (_name, change) => {
    const checked = () => fc.check(fc.asyncProperty(history, play), { numRuns: 300, endOnFailure: true });
    expect((await withChanged(change, checked)).failed).toBe(true);
  });
});
