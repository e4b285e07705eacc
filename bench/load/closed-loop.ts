/**
 * The load generator, a separate process: keeps a number of holds in flight, each for seats that no other hold wants, until
 * all are sent or the time is up, and reports the results to its parent.
 */
import { uuidv7 } from "#lib/platform/ids";
import { openConnection } from "./http-connection.ts";

export type LoadOrder = {
  port: number;
  inFlight: number;
  maxMs: number;
  holds: { eventId: number; seatIds: number[] }[];
  /** The buyers of the holds, in rotation; a new buyer for each hold when omitted. */
  buyers?: Buyer[];
};
/** The header lines that identify a buyer, and whether each of their holds carries an idempotency key. */
export type Buyer = { headers: string[]; hasKeys: boolean };
export type LoadReport = { held: number; refused: Record<string, number>; ms: number; p50: number; p99: number };

process.on("message", (order: LoadOrder) => {
  run(order).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});

async function run({ port, inFlight, maxMs, holds, buyers = [] }: LoadOrder): Promise<LoadReport> {
  const requests = holds.map((hold, i) => requestFor(hold, buyers[i % buyers.length]));
  const connections = await Promise.all(Array.from({ length: inFlight }, () => openConnection(port)));
  const times: number[] = [];
  const refused: Record<string, number> = {};
  let held = 0;
  let next = 0;
  const started = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (next < requests.length && performance.now() - started < maxMs) {
        const request = requests[next] ?? "";
        next += 1;
        const sent = performance.now();
        const status = await connection.ask(request);
        times.push(performance.now() - sent);
        if (status === 201) held += 1;
        else refused[status] = (refused[status] ?? 0) + 1;
      }
    }),
  );
  const ms = performance.now() - started;
  for (const connection of connections) connection.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return { held, refused, ms, p50: at(0.5), p99: at(0.99) };
}

/** A hold of the given buyer, or of a new one, identified by the plain key that unauthenticated contenders accept. */
function requestFor({ eventId, seatIds }: LoadOrder["holds"][number], buyer: Buyer | undefined): string {
  const body = JSON.stringify({ client_reservation_id: uuidv7(), seat_ids: seatIds });
  return [
    `POST /api/v1/events/${eventId}/reservations HTTP/1.1`,
    "host: localhost",
    "content-type: application/json",
    `content-length: ${body.length}`,
    ...(buyer ? buyer.headers : [`x-buyer: guest:${uuidv7()}`]),
    ...(buyer?.hasKeys ? [`idempotency-key: ${uuidv7()}`] : []),
    "",
    body,
  ].join("\r\n");
}
