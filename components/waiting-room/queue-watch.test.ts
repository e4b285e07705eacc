import { beforeEach, describe, expect, test } from "vitest";
import type { QueueStatusWire, QueueTicketWire } from "#lib/waiting-room/contract";
import { type OwnTicket, ownTicket } from "./own-ticket.ts";
import type { ShownSoFar } from "./queue-view.ts";
import { type QueueState, QueueWatch, type WatchPorts } from "./queue-watch.ts";

const NOW = Date.parse("2027-01-01T10:00:00.000Z");
const status: QueueStatusWire = {
  ...{ event_id: 1, phase: "open", is_cancelled: false, is_paused: false, held_back: null, pass_seconds: 120 },
  ...{ opens_at: new Date(NOW).toISOString(), serving_position: 100, last_position: 2_000, waiting: 1_900 },
  ...{ rate_per_minute: 120, pace_per_minute: 120, forecast: null, available_seats: 5_000, levels: [] },
  draw: { seed_hash: "", seed: null, salt: null, drawn_at: null, tickets: 0 },
  updated_at: new Date(NOW).toISOString(),
};
const place: QueueTicketWire = {
  ...{ id: "00000000-0000-7000-8000-000000000001", event_id: 1, state: "waiting", number: 150 },
  ...{ joined_at: new Date(NOW).toISOString(), claim_until: null, lease_until: null },
};
const ticket: OwnTicket = ownTicket(place);
const inSeconds = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();

const yes = <T>(value: T) => ({ ok: true, status: 200, value, serverNow: undefined }) as const;
const no = (code: string, given: { status?: number; retryAfterSeconds?: number; state?: string } = {}) => {
  const { status: httpStatus = 409, retryAfterSeconds, state } = given;
  const refusal = { code, message: "", ...(state ? { state } : {}) };
  return { ok: false, status: httpStatus, refusal, ...(retryAfterSeconds ? { retryAfterSeconds } : {}) } as const;
};

/** A browser's page with a network that answers as the test says, and a clock that it sets. */
class Page {
  now = NOW;
  isVisible = true;
  isOtherTabComing = false;
  status: QueueStatusWire | ReturnType<typeof no> = status;
  place: QueueTicketWire | ReturnType<typeof no> = place;
  claim: ReturnType<typeof yes<object>> | ReturnType<typeof no> = yes({ state: "admitted" });
  heard: ReturnType<typeof yes<object>> | ReturnType<typeof no> = yes({ next_seconds: 40 });
  spoke: (number | null)[] = [];
  asked: string[] = [];
  pauses: number[] = [];
  entered = 0;
  kept = new Map<number, ShownSoFar>();
  states: QueueState[] = [];
  private next: (() => void) | undefined;

  ports = (): WatchPorts =>
    ({
      calls: {
        status: () => this.answer("status", this.status),
        place: () => this.answer("place", this.place),
        claim: async () => {
          this.asked.push("claim");
          return this.claim;
        },
        here: async (number: number | null) => {
          this.spoke.push(number);
          return this.heard;
        },
      },
      now: () => this.now,
      random: () => 0,
      isVisible: () => this.isVisible,
      later: (ms: number, work: () => void) => {
        this.pauses.push(ms);
        this.next = work;
        return () => {
          this.next = undefined;
        };
      },
      alone: (work: () => Promise<unknown>) => (this.isOtherTabComing ? Promise.resolve(undefined) : work()),
      readShown: (number: number) => this.kept.get(number) ?? { wait: undefined, way: undefined },
      keepShown: (number: number, shown: ShownSoFar) => this.kept.set(number, shown),
      onState: (state: QueueState) => this.states.push(state),
      onEnter: () => {
        this.entered += 1;
      },
    }) as unknown as WatchPorts;

  private async answer(name: string, value: object) {
    this.asked.push(name);
    return "ok" in value ? value : yes(value);
  }

  get last(): QueueState | undefined {
    return this.states.at(-1);
  }

  get isPlanned(): boolean {
    return this.next !== undefined;
  }
}

let page: Page;
beforeEach(() => {
  page = new Page();
});

function watching(own: OwnTicket | undefined = ticket): QueueWatch {
  const watch = new QueueWatch({ status, ticket: own }, page.ports());
  watch.start();
  return watch;
}

describe("while the buyer waits", () => {
  test("only the public status is read, however often the page looks", async () => {
    const watch = watching();
    for (let look = 0; look < 5; look++) await watch.look();
    expect(new Set(page.asked)).toEqual(new Set(["status"]));
    expect(page.last).toMatchObject({ link: "online", ticket: { state: "waiting", number: 150 } });
  });

  test("the page says that it is open as often as the server asks for it, and at once when it slept", async () => {
    const watch = watching();
    for (let look = 0; look < 5; look++) await watch.look();
    expect(page.spoke).toEqual([150]);
    page.now += 37_000;
    await watch.look();
    expect(page.spoke).toEqual([150, 150]);
    page.now += 3_600_000;
    await watch.look();
    expect(page.spoke).toHaveLength(3);
  });

  test("what was not heard is said again soon, and nothing is said offline or when the wait is over", async () => {
    const watch = watching();
    page.heard = no("too_many_requests", { status: 429 });
    await watch.look();
    await watch.look();
    page.now += 20_000;
    await watch.look();
    expect(page.spoke).toHaveLength(2);
    page.status = no("", { status: 0 });
    page.now += 60_000;
    await watch.look();
    expect(page.spoke).toHaveLength(2);
    page.status = { ...status, serving_position: 150 };
    page.place = { ...place, state: "called", claim_until: inSeconds(120) };
    await watch.look();
    expect(page.spoke).toHaveLength(2);
  });

  test("the number is read once after the draw, and reading it makes no new place", async () => {
    const watch = watching({ ...ticket, state: "joined", number: null });
    page.status = { ...status, phase: "drawing" };
    await watch.look();
    page.status = status;
    await watch.look();
    await watch.look();
    expect(page.asked).toEqual(["status", "status", "place", "status"]);
    expect(page.last?.ticket).toEqual(ticket);
  });

  test("a place that is gone has ended, and is not made again", async () => {
    const watch = watching({ ...ticket, number: null, state: "joined" });
    page.place = no("not_found", { status: 404 });
    await watch.look();
    expect(page.last?.ticket?.state).toBe("ended");
    expect(page.asked).not.toContain("claim");
  });

  test("tabs show the same: a page goes on from what this browser has shown", async () => {
    await watching().look();
    const shown = page.last?.shown;
    const second = new Page();
    second.kept = page.kept;
    second.status = { ...status, pace_per_minute: 60 };
    const other = new QueueWatch({ status, ticket }, second.ports());
    other.start();
    await other.look();
    // The pace is half of what it was, but not for half a minute yet.
    expect(second.last?.shown.wait?.range).toEqual(shown?.wait?.range);
  });
});

describe("when the turn comes", () => {
  const called = { ...place, state: "called", claim_until: inSeconds(115) } as const;

  test("a page that is looked at comes in at once, and once", async () => {
    const watch = watching();
    page.status = { ...status, serving_position: 150 };
    page.place = called;
    await watch.look();
    await watch.look();
    expect(page.asked).toEqual(["status", "place", "claim"]);
    expect([page.entered, page.isPlanned]).toEqual([1, false]);
    expect(page.last?.ticket?.state).toBe("admitted");
  });

  test("a hidden page says so and comes in when it is looked at, or before its time is over", async () => {
    const watch = watching();
    page.isVisible = false;
    page.status = { ...status, serving_position: 150 };
    page.place = called;
    await watch.look();
    expect(page.last?.ticket).toMatchObject({ state: "called", claimUntil: called.claim_until });
    expect(page.entered).toBe(0);
    page.status = { ...page.status, updated_at: inSeconds(60) };
    await watch.look();
    expect(page.entered).toBe(1);
  });

  test("one tab comes in: another that is at it is waited for, and what it says is believed", async () => {
    const watch = watching();
    page.isOtherTabComing = true;
    page.status = { ...status, serving_position: 150 };
    page.place = called;
    await watch.look();
    expect([page.entered, page.isPlanned]).toEqual([0, true]);
    watch.goElsewhere();
    expect(page.last?.isElsewhere).toBe(true);
    await watch.look();
    expect(page.asked).toEqual(["status", "place"]);
  });

  test("a call that was slept through gives the old place back once, and then it is over", async () => {
    const watch = watching();
    page.status = { ...status, serving_position: 150 };
    page.place = { ...place, state: "missed" };
    page.claim = no("not_your_turn", { state: "waiting" });
    await watch.look();
    expect(page.last?.ticket?.state).toBe("waiting");
    page.claim = no("not_your_turn", { state: "missed" });
    await watch.look();
    expect(page.last?.ticket?.state).toBe("missed");
    await watch.look();
    expect(page.asked.filter((name) => name === "claim")).toHaveLength(2);
  });

  test("a buyer who is inside with another browser goes on to the seats' page, which says so", async () => {
    const watch = watching();
    page.status = { ...status, serving_position: 150 };
    page.place = called;
    page.claim = no("wrong_browser", { status: 403 });
    await watch.look();
    expect([page.last?.ticket?.state, page.entered]).toEqual(["admitted", 1]);
  });

  test("a room that lets everyone in is entered without a ticket", async () => {
    const watch = watching(undefined);
    page.status = { ...status, phase: "free" };
    await watch.look();
    expect([page.entered, page.asked]).toEqual([1, ["status"]]);
  });
});

describe("without an answer", () => {
  test("the page says so, asks ever more rarely, and goes on where it was", async () => {
    const watch = watching();
    page.status = no("network", { status: 0 });
    for (let look = 0; look < 3; look++) await watch.look();
    expect(page.pauses).toEqual([3_000, 2_000, 4_000, 8_000]);
    expect(page.last).toMatchObject({ link: "offline", ticket: { number: 150 } });
    page.status = status;
    await watch.look();
    expect(page.last?.link).toBe("online");
    expect(page.pauses.at(-1)).toBe(3_000);
  });

  test("a busy server is not asked before the time that it names", async () => {
    const watch = watching();
    page.status = no("unavailable", { status: 503, retryAfterSeconds: 30 });
    await watch.look();
    expect(page.last?.link).toBe("busy");
    expect(page.pauses.at(-1)).toBeGreaterThanOrEqual(30_000);
  });

  test("a page that wakes looks at once, though an old look hangs; what that one answers late counts for nothing", async () => {
    const watch = watching();
    let answerLate: (() => void) | undefined;
    const ports = page.ports();
    const hanging = new QueueWatch(
      { status, ticket },
      {
        ...ports,
        calls: {
          ...ports.calls,
          status: () =>
            new Promise((resolve) => {
              answerLate ??= () => resolve(yes({ ...status, serving_position: 101 }));
              if (page.now > NOW) resolve(yes({ ...status, serving_position: 120 }));
            }),
        },
      },
    );
    watch.stop();
    const old = hanging.look();
    expect(await Promise.race([hanging.look(), Promise.resolve("waits")])).toBe("waits");
    page.now += 6_000;
    await hanging.look();
    expect(page.last?.status.serving_position).toBe(120);
    answerLate?.();
    await old;
    expect(page.last?.status.serving_position).toBe(120);
  });
});
