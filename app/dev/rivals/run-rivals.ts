import { releaseReservation } from "#lib/orders/placing/release-reservation";
import { env } from "#lib/platform/env";
import { parsePublicId, uuidv7 } from "#lib/platform/ids";
import { log } from "#lib/platform/observability/log";
import { singleton } from "#lib/platform/singleton";
import { holdSeats } from "#lib/reservations/hold-seats";
import { findOwnPlace } from "#lib/waiting-room/find-own-place";
import { joinQueue } from "#lib/waiting-room/join-queue";
import { redeemPass } from "#lib/waiting-room/redeem-pass";

/**
 * A hundred simulated people who want the seats of a sale, so that its waiting room can be felt before there is a rush. They use what fans use:
 * join, wait for their call, come in, hold the best seats, and give them back or keep them until their time is over. In production there are none.
 */
export const RIVALS = 100;
/** How long they go on: a hold's time and a little more. */
const MINUTES = 12;
const STEP_MS = 1_000;

/** Whether this installation has rivals. */
export const hasRivals = () => env().APP_ENV !== "production";

/** Lets the rivals come to an event within so many seconds. Answers what sends them away; undefined when they are there already. */
export function startRivals(eventId: number, { withinSeconds = 30 } = {}): (() => void) | undefined {
  const running = singleton("rivals", () => new Map<number, symbol>());
  if (running.has(eventId)) return undefined;
  const run = Symbol(eventId);
  running.set(eventId, run);
  const isOn = () => running.get(eventId) === run;
  const rivals = Array.from({ length: RIVALS }, () => newRival(withinSeconds));
  const stop = () => {
    if (isOn()) running.delete(eventId);
  };
  const step = async () => {
    await Promise.all(rivals.map((rival) => act(eventId, rival)));
    if (isOn()) setTimeout(() => void step(), STEP_MS).unref();
  };
  setTimeout(stop, MINUTES * 60_000).unref();
  void step();
  return stop;
}

type Rival = {
  readonly key: string;
  state: "coming" | "waiting" | "choosing" | "holding" | "gone";
  /** When they do the next thing, in epoch milliseconds. */
  at: number;
  reservation?: { eventId: number; id: string };
};

const soon = (least: number, most: number) => Date.now() + 1_000 * (least + Math.random() * (most - least));
const newRival = (withinSeconds: number): Rival => ({
  ...{ key: `guest:${uuidv7()}`, state: "coming", at: soon(0, withinSeconds) },
});

/** One step of one rival. What fails is tried again at the next step, as people do. */
async function act(eventId: number, rival: Rival): Promise<void> {
  if (rival.at > Date.now() || rival.state === "gone") return;
  try {
    await ACTS[rival.state](eventId, rival);
  } catch (error) {
    log().warn({ err: error, eventId }, "a rival stumbled");
  }
}

const ACTS: Record<Exclude<Rival["state"], "gone">, (eventId: number, rival: Rival) => Promise<void>> = {
  coming: async (eventId, rival) => {
    if ((await joinQueue(eventId, [rival.key])).ok) rival.state = "waiting";
  },
  waiting: async (eventId, rival) => {
    const place = await findOwnPlace(eventId, [rival.key]);
    rival.at = soon(1, 3);
    if (place?.ticket.state !== "called" && place?.ticket.state !== "admitted") return;
    if (!(await redeemPass(eventId, [rival.key])).ok) return;
    Object.assign(rival, { state: "choosing", at: soon(3, 25) });
  },
  choosing: async (eventId, rival) => {
    const quantity = 1 + Math.floor(Math.random() * 4);
    const asked = { eventId, buyerKey: rival.key, clientReservationId: uuidv7() };
    const held = await holdSeats({ ...asked, wanted: { best: { quantity, accessible: false } } });
    const reservation = held.ok ? parsePublicId(held.reservation.reservation_id) : undefined;
    // Half of them change their minds and leave; the others keep their seats until their time is over.
    if (reservation) Object.assign(rival, { state: "holding", reservation, at: soon(15, 90) });
    else Object.assign(rival, { state: "gone" });
  },
  holding: async (_eventId, rival) => {
    rival.state = "gone";
    if (rival.reservation && Math.random() < 0.5) await releaseReservation(personOf(rival), rival.reservation);
  },
};

const personOf = ({ key }: Rival) => ({
  ...{ keys: [key], userId: undefined, email: undefined, name: undefined, isAdmin: false, isTwoFactor: false },
});
