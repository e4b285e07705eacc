/**
 * The engine without HTTP: holds go into the group commit from the same process. `verb` is all of `holdSeats`, `engine` only
 * the group commit and its statement. Keeps a number of holds in flight, like the generator.
 */
import { uuidv7 } from "#lib/platform/ids";
import { holdEngine, holdSeats } from "#lib/reservations/hold-seats";
import type { LoadOrder, LoadReport } from "../load/closed-loop.ts";

export type EngineOrder = LoadOrder & { way: "engine" | "verb" };

process.on("message", ({ way, inFlight, maxMs, holds }: EngineOrder) => {
  run(way === "verb" ? byVerb : byEngine, { inFlight, maxMs, holds }).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.send?.({ port: 0 });

type Hold = LoadOrder["holds"][number];

async function byEngine({ eventId, seatIds }: Hold): Promise<boolean> {
  const verdict = await holdEngine().submit({
    reservationId: uuidv7(),
    eventId,
    buyerKey: `guest:${uuidv7()}`,
    clientReservationId: uuidv7(),
    seatIds,
    ttlSeconds: 600,
  });
  return verdict.kind === "held";
}

async function byVerb({ eventId, seatIds }: Hold): Promise<boolean> {
  const request = { eventId, buyerKey: `guest:${uuidv7()}`, clientReservationId: uuidv7(), wanted: { seatIds } };
  return (await holdSeats(request)).ok;
}

async function run(
  hold: (hold: Hold) => Promise<boolean>,
  { inFlight, maxMs, holds }: Omit<LoadOrder, "port">,
): Promise<LoadReport> {
  const times: number[] = [];
  let held = 0;
  let next = 0;
  const started = performance.now();
  const lane = async () => {
    while (next < holds.length && performance.now() - started < maxMs) {
      const wanted = holds[next] as Hold;
      next += 1;
      const sent = performance.now();
      if (await hold(wanted)) held += 1;
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const ms = performance.now() - started;
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return { held, refused: {}, ms, p50: at(0.5), p99: at(0.99) };
}
