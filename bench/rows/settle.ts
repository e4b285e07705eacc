import { loadavg } from "node:os";
import pg from "pg";
import { SETTLE_PAYMENT } from "#lib/orders/settling/settle-function";
import { undisputedStatesBefore } from "#lib/payments/state";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { moveFacts } from "#lib/platform/outbox/outbox-store";
import { ONE_STATEMENT } from "../contenders/settle-one-statement.ts";
import { settleWith } from "../contenders/settle-statements.ts";
import { cpuSecondsOf } from "../cpu.ts";
import { readMachine } from "../machine.ts";
import { median, spread, table } from "../report.ts";
import { type Stage, setStage } from "../stage.ts";

/**
 * The row `settle`: orders of two seats whose money is there, settled over many connections, a transaction each. Contenders
 * take turns (A B C … C B A) in one database; after every round the books are counted, and a round that lost a ticket or a
 * consequence counts as zero.
 */
export async function benchSettle(): Promise<{ table: string; result: object }> {
  const stage = await setStage(EVENTS);
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS });
  // The server goes away with the stage.
  pool.on("error", () => undefined);
  try {
    const machine = readMachine(stage.folder);
    const contenders = CONTENDERS.map((contender) => ({ ...contender, rounds: [] as Round[] }));
    for (let round = -WARM_UPS; round < ROUNDS; round++) {
      for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
        const measured = await oneRound(stage, pool, contender);
        if (round >= 0) contender.rounds.push(measured);
        process.stdout.write(`round ${round + 1}  ${contender.name.padEnd(16)} ${measured.perSecond} settled/s\n`);
      }
    }
    return report(stage, machine, contenders);
  } finally {
    await pool.end();
    await stage.stop();
  }
}

const EVENTS = 2;
const ROUNDS = Number(process.env.BENCH_ROUNDS || 6);
const WARM_UPS = 1;
const ROUND_MS = 3_000;
const CONNECTIONS = Number(process.env.BENCH_POOL || 16);
const SEATS = 2;

type Round = { perSecond: number; load: number; cpuUs: number; movedPerSecond: number | undefined };
type Payment = { event_id: number; id: string };
type Contender = {
  name: string;
  about: string;
  sql: string;
  values: (payment: Payment) => unknown[];
  consequences: { table: string; each: number };
};

const JOBS = "graphile_worker._private_jobs";

const BEFORE = undisputedStatesBefore("CAPTURED");
const toFunction = ({ event_id, id }: Payment) => [event_id, id, BEFORE, `pi_${id}`, "Visa 4242"];
/** The statements take the ids of as many tickets as an order may have. */
const toStatement = ({ event_id, id }: Payment) => {
  const ticketIds = Array.from({ length: 100 }, () => uuidv7());
  return [event_id, id, "CAPTURED", `pi_${id}`, "Visa 4242", ticketIds, null, BEFORE];
};

const CONTENDERS: Contender[] = [
  {
    name: "ours",
    about: "the product's function, facts of order and money",
    sql: `SELECT * FROM ${SETTLE_PAYMENT.name}($1::int, $2::uuid, 'CAPTURED', $3::payment_status[], $4::text, $5::text, NULL)`,
    values: toFunction,
    consequences: { table: "outbox", each: 2 },
  },
  {
    name: "one statement",
    about: "the same as one statement, as it was",
    sql: ONE_STATEMENT,
    values: toStatement,
    consequences: { table: "outbox", each: 2 },
  },
  {
    name: "a job",
    about: "before facts: graphile_worker.add_job in the statement",
    sql: settleWith("job"),
    values: toStatement,
    consequences: { table: JOBS, each: 1 },
  },
  {
    name: "a fact",
    about: "the same statement with one fact instead",
    sql: settleWith("fact"),
    values: toStatement,
    consequences: { table: "outbox", each: 1 },
  },
  {
    name: "fact and notify",
    about: "and a NOTIFY that wakes the relay",
    sql: settleWith("notify"),
    values: toStatement,
    consequences: { table: "outbox", each: 1 },
  },
  {
    name: "nothing",
    about: "the limit: nothing follows from it",
    sql: settleWith("nothing"),
    values: toStatement,
    consequences: { table: "outbox", each: 0 },
  },
];

async function oneRound(stage: Stage, pool: pg.Pool, contender: Contender): Promise<Round> {
  const payments = await openOrders(stage);
  const load = loadavg()[0] ?? 0;
  const before = cpuSecondsOf(stage.databasePid);
  const { settled, ms } = await settleAll(pool, contender, payments);
  const cpuUs = Math.round(((cpuSecondsOf(stage.databasePid) - before) * 1e6) / Math.max(settled, 1));
  const isWhole = await areBooksWhole(settled, contender.consequences);
  const movedPerSecond = contender.name === "ours" ? await drain() : undefined;
  return { perSecond: isWhole ? Math.round(settled / (ms / 1_000)) : 0, load, cpuUs, movedPerSecond };
}

/** Settles until the time is over; a statement prepared under a name, as the product's are. */
async function settleAll(
  pool: pg.Pool,
  { name, sql, values: toValues }: Contender,
  payments: Payment[],
): Promise<{ settled: number; ms: number }> {
  const queue = payments.values();
  const started = performance.now();
  let settled = 0;
  const lane = async () => {
    const client = await pool.connect();
    try {
      for (const payment of queue) {
        if (performance.now() - started > ROUND_MS) break;
        const values = toValues(payment);
        const { rows } = await client.query<{ outcome: string }>({ name, text: sql, values });
        if (rows[0]?.outcome === "settled") settled += 1;
      }
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  return { settled, ms: performance.now() - started };
}

/** Facts that the relay moves in a second to three subscribers, after a round that left them. */
async function drain(): Promise<number> {
  const routes = ["mails", "webhooks", "figures"].map((subscriber) => ({ type: "order.paid", subscriber }));
  const started = performance.now();
  let moved = 0;
  for (let batch = -1; batch !== 0; moved += batch) batch = await moveFacts(routes, 1_000);
  return Math.round(moved / ((performance.now() - started) / 1_000));
}

async function areBooksWhole(settled: number, { table: name, each }: Contender["consequences"]): Promise<boolean> {
  const [row] = await db().$queryRawUnsafe<{ tickets: number; seats: number; consequences: number }[]>(`
    SELECT (SELECT count(*)::int FROM tickets WHERE status = 'LIVE') AS tickets, (SELECT count(*)::int FROM seats WHERE status = 'BOOKED') AS seats,
      (SELECT count(*)::int FROM ${name}) AS consequences`);
  return row?.tickets === settled * SEATS && row.seats === settled * SEATS && row.consequences === settled * each;
}

/** Every seat of the stage in an order of two that waits for its money; what a round before left behind is gone. */
async function openOrders(stage: Stage): Promise<Payment[]> {
  await db().$executeRawUnsafe(
    `TRUNCATE reservations, orders, order_items, payments, tickets, outbox, fact_deliveries, ${JOBS} CASCADE`,
  );
  await db().$executeRawUnsafe(
    "UPDATE seats SET status = 'AVAILABLE', version = version + 1, reservation_id = NULL, held_until = NULL WHERE status <> 'AVAILABLE'",
  );
  for (const eventId of stage.eventIds) await db().$executeRawUnsafe(OPEN, eventId, stage.seatsPerEvent / SEATS);
  for (const name of ["seats", "reservations", "orders", "order_items", "payments", "tickets", "outbox", JOBS])
    await db().$executeRawUnsafe(`VACUUM ANALYZE ${name}`);
  await db().$executeRawUnsafe("CHECKPOINT");
  return db().$queryRaw<Payment[]>`SELECT event_id, id::text FROM payments ORDER BY md5(id::text)`;
}

const OPEN = `
WITH n AS MATERIALIZED (
  SELECT i, uuidv7() AS reservation_id, uuidv7() AS order_id, 'guest:' || i AS buyer, ARRAY[2 * i - 1, 2 * i] AS seat_ids FROM generate_series(1, $2::int) AS i
), reserved AS (
  INSERT INTO reservations (event_id, id, buyer_key, client_reservation_id, status, seat_ids, unit_minor, total_minor, currency, expires_at,
    first_seat_ids, first_unit_minor, first_total_minor, first_expires_at)
  SELECT $1::int, reservation_id, buyer, uuidv7(), 'PAYING', seat_ids, ARRAY[4500, 4500], 9000, 'EUR', now() + interval '1 day',
    seat_ids, ARRAY[4500, 4500], 9000, now() + interval '1 day' FROM n
), held AS (
  UPDATE seats s SET status = 'HELD', reservation_id = w.reservation_id, held_until = now() + interval '1 day'
  FROM (SELECT reservation_id, unnest(seat_ids) AS seat_id FROM n) w WHERE s.event_id = $1::int AND s.id = w.seat_id
), ordered AS (
  INSERT INTO orders (event_id, id, number, reservation_id, buyer_key, email, name, total_minor, currency)
  SELECT $1::int, order_id, 'ORD-' || i, reservation_id, buyer, 'ada@example.org', 'Ada', 9000, 'EUR' FROM n
), itemed AS (
  INSERT INTO order_items (event_id, order_id, seat_id, price_level_id, unit_minor, section, row, number)
  SELECT $1::int, order_id, seat, 1, 4500, 'Stalls', 'A', seat::text FROM n, unnest(seat_ids) AS seat
)
INSERT INTO payments (event_id, id, order_id, attempt, gateway, idempotency_key, amount_minor, currency)
SELECT $1::int, uuidv7(), order_id, 1, 'stripe', 'ORD-' || i || '-1', 9000, 'EUR' FROM n`;

function report(
  stage: Stage,
  machine: object,
  contenders: (Contender & { rounds: Round[] })[],
): { table: string; result: object } {
  const rate = (name: string) =>
    median(contenders.find((each) => each.name === name)?.rounds.map(({ perSecond }) => perSecond) ?? []);
  const rows = contenders.map(({ name, about, rounds }) => {
    const perSecond = rounds.map((round) => round.perSecond);
    const cost = String(median(rounds.map(({ cpuUs }) => cpuUs)));
    return [
      name,
      String(median(perSecond)),
      spread(perSecond),
      `${(median(perSecond) / rate("a job")).toFixed(2)}×`,
      cost,
      about,
    ];
  });
  const moved = median(contenders[0]?.rounds.flatMap(({ movedPerSecond }) => movedPerSecond ?? []) ?? []);
  const loads = contenders.flatMap((each) => each.rounds.map(({ load }) => load));
  const ratios = {
    toStatement: rate("ours") / rate("one statement"),
    toJob: rate("ours") / rate("a job"),
    factToJob: rate("a fact") / rate("a job"),
    notifyToFact: rate("fact and notify") / rate("a fact"),
  };
  const words = [
    `settle: orders of ${SEATS} seats, ${CONNECTIONS} connections, ${ROUNDS} rounds of at most ${ROUND_MS / 1_000} s`,
    `${stage.durability}; load average ${median(loads).toFixed(1)} (${spread(loads)})`,
    table([["contender", "settled/s", "spread", "to a job", "db µs", "what it is"], ...rows]),
    `ours is ${ratios.toJob.toFixed(2)}× a job [aim 2×]; the relay moves ${moved} facts/s`,
  ];
  const result = {
    row: "settle",
    measuredAt: new Date().toISOString(),
    machine,
    durability: stage.durability,
    connections: CONNECTIONS,
    ratios,
    movedPerSecond: moved,
    contenders: contenders.map(({ name, about, rounds }) => ({
      name,
      about,
      settledPerSecond: median(rounds.map((round) => round.perSecond)),
      rounds,
    })),
  };
  return { table: words.join("\n"), result };
}
