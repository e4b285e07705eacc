/**
 * Contender (b): a bare Node listener and the plain driver, one statement a request, without authentication, limits or
 * batches. The statement is the leanest correct one: lock in order, take all or none, insert the reservation.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { uuidv7 } from "#lib/platform/ids";

const STATEMENT = `
WITH locked AS MATERIALIZED (
  SELECT s.id, s.price_level_id, s.status = 'AVAILABLE' OR (s.status = 'HELD' AND s.held_until <= now()) AS is_free
  FROM seats s JOIN events e ON e.id = s.event_id
  WHERE s.event_id = $1 AND s.id = ANY ($2::int[]) AND e.status = 'PUBLISHED' AND now() BETWEEN e.sales_start_at AND e.sales_end_at
  ORDER BY s.id FOR UPDATE OF s
), swapped AS (
  UPDATE seats s SET status = 'HELD', version = s.version + 1, reservation_id = $3, held_until = now() + interval '600 s'
  FROM locked l WHERE s.event_id = $1 AND s.id = l.id AND (SELECT count(*) FILTER (WHERE is_free) FROM locked) = cardinality($2::int[])
  RETURNING s.id, s.price_level_id
), priced AS (
  SELECT array_agg(t.id ORDER BY t.id) AS ids, array_agg(p.price_minor ORDER BY t.id) AS prices, sum(p.price_minor)::int AS total
  FROM swapped t JOIN price_levels p ON p.event_id = $1 AND p.id = t.price_level_id
)
INSERT INTO reservations (event_id, id, buyer_key, client_reservation_id, seat_ids, unit_minor, total_minor, currency, expires_at,
  first_seat_ids, first_unit_minor, first_total_minor, first_expires_at)
SELECT $1, $3, $4, $5, ids, prices, total, 'EUR', now() + interval '600 s', ids, prices, total, now() + interval '600 s' FROM priced WHERE ids IS NOT NULL
RETURNING id, seat_ids, total_minor, expires_at`;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.BENCH_POOL) });
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const eventId = Number(/events\/(\d+)\//.exec(request.url ?? "")?.[1]);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { seat_ids: number[]; client_reservation_id: string };
    const values = [eventId, body.seat_ids, uuidv7(), String(request.headers["x-buyer"]), body.client_reservation_id];
    pool.query({ name: "hold", text: STATEMENT, values }).then(
      ({ rows }) => answer(rows[0] ? 201 : 409, rows[0] ?? { error: "seat_unavailable" }),
      () => answer(500, { error: "internal" }),
    );
  });
  function answer(status: number, content: object): void {
    const text = JSON.stringify(content);
    response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
    response.end(text);
  }
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
