import { endUnpaidReservations } from "#lib/orders/settling/end-unpaid";
import { reconcilePayments } from "#lib/orders/settling/reconcile-payments";
import { db } from "#lib/platform/db/db";
import { expireHolds } from "#lib/reservations/expire-holds";
import { checkInvariants } from "#prisma/seed/invariants";
import type { Acknowledged, Sale } from "./buyers.ts";
import { checkHistory, type SeatChange } from "./history.ts";
import type { Scene } from "./scene.ts";

export type Verdict = {
  /** Sentences about all that is lost, doubled or stuck; none when all is well. */
  problems: string[];
  /** How often it was looked at until all was well. */
  looks: number;
};

const LOOKS_MAX = 120;
const BETWEEN_LOOKS_MS = 1_000;

/** Lets everything come to rest, and says what is not as it was promised when it has had time enough. */
export async function judge(scene: Scene, sale: Sale): Promise<Verdict> {
  let problems: string[] = [];
  for (let looks = 1; looks <= LOOKS_MAX; looks++) {
    try {
      await scene.sandbox.webhooksIdle();
      await settle();
      problems = await findProblems(scene, sale);
    } catch (error) {
      problems = [`it could not be looked at: ${error instanceof Error ? error.message.trim() : error}`];
    }
    if (problems.length === 0) return { problems, looks };
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
  return { problems, looks: LOOKS_MAX };
}

/** What the product does on a schedule. */
async function settle(): Promise<void> {
  await reconcilePayments(0);
  await endUnpaidReservations();
  await expireHolds();
}

/** Everything that is not as it was promised, now. */
export async function findProblems(scene: Scene, sale: Sale): Promise<string[]> {
  return [
    ...sale.unanswered.map((request) => `never answered: ${request}`),
    ...(await checkInvariants("after quiet")),
    ...(await lostOrders(scene, sale.acknowledged)),
    ...(await moneyAstray(scene)),
    ...(await workLeft()),
    ...checkHistory(await readHistory(), sale.answers),
    ...(await notReady(scene)),
    ...(/unhandled ?rejection/i.test(scene.words()) ? ["a server had an unhandled rejection"] : []),
  ];
}

async function lostOrders({ eventId }: Scene, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ number: string; status: string; tickets: number }[]>`
    SELECT o.number, o.status::text AS status,
      (SELECT count(*)::int FROM tickets t WHERE t.event_id = o.event_id AND t.order_id = o.id AND t.status = 'LIVE') AS tickets
    FROM orders o WHERE o.event_id = ${eventId}::int`;
  const known = new Map(rows.map((row) => [row.number, row]));
  return acknowledged.flatMap(({ number, seatIds }) => {
    const order = known.get(number);
    if (order?.status === "PAID" && order.tickets === seatIds.length) return [];
    return [
      `lost: order ${number} was acknowledged and is ${order ? `${order.status}, ${order.tickets} tickets` : "gone"}`,
    ];
  });
}

type Intent = { id: string; status: string; amount: number };
type GatewayRefund = { id: string; payment_intent: string; amount: number };

/** The gateway's own books against ours: money of a paid order is there, once, and no other money is kept. */
async function moneyAstray(scene: Scene): Promise<string[]> {
  const intents = await listAll<Intent>(scene, "payment_intents");
  const refunds = Map.groupBy(await listAll<GatewayRefund>(scene, "refunds"), (refund) => refund.payment_intent);
  const paid = await db().$queryRaw<{ gatewayId: string; number: string; amount: number }[]>`
    SELECT p.gateway_id AS "gatewayId", o.number, p.amount_minor::int AS amount
    FROM orders o JOIN payments p ON p.event_id = o.event_id AND p.order_id = o.id
    WHERE o.status = 'PAID' AND p.status = 'CAPTURED'`;
  const orders = new Map(paid.map((row) => [row.gatewayId, row]));
  const problems = intents.flatMap(({ id, status, amount }) => {
    const order = orders.get(id);
    orders.delete(id);
    if (status === "requires_capture") return [`money: ${amount} of ${id} is reserved for ever`];
    const back = (refunds.get(id) ?? []).reduce((sum, refund) => sum + refund.amount, 0);
    const kept = status === "succeeded" ? amount - back : 0;
    if (kept === (order?.amount ?? 0)) return [];
    return [
      `money: the gateway keeps ${kept} of ${id}, ${order ? `order ${order.number} paid ${order.amount}` : "no order is paid with it"}`,
    ];
  });
  return [
    ...problems,
    ...[...orders.values()].map(({ number }) => `money: the gateway knows nothing of order ${number}`),
  ];
}

async function listAll<T extends { id: string }>({ sandbox }: Scene, kind: string): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const after = all.length > 0 ? `&starting_after=${all.at(-1)?.id}` : "";
    const response = await fetch(`${sandbox.url}/v1/${kind}?limit=100${after}`, {
      headers: { authorization: "Bearer sk_test_sandbox" },
    });
    const page = (await response.json()) as { data: T[]; has_more: boolean };
    all.push(...page.data);
    if (!page.has_more) return all;
  }
}

/** Facts that no subscriber has acted on, and jobs that wait. */
async function workLeft(): Promise<string[]> {
  const rows = await db().$queryRaw<{ what: string; count: number }[]>`
    SELECT 'facts of the outbox' AS what, count(*)::int AS count FROM outbox HAVING count(*) > 0
    UNION ALL SELECT subscriber || ', ' || coalesce(max(failure), 'not tried'), count(*)::int FROM fact_deliveries GROUP BY subscriber
    UNION ALL SELECT 'jobs', count(*)::int FROM graphile_worker._private_jobs HAVING count(*) > 0`;
  return rows.map(({ what, count }) => `work: ${count} wait: ${what}`);
}

async function readHistory(): Promise<SeatChange[]> {
  const rows = await db().$queryRaw<(Omit<SeatChange, "heldUntilMs" | "atMs"> & { until: Date | null; at: Date })[]>`
    SELECT seat_id AS "seatId", version, status, owner::text AS owner, held_until AS until, at FROM drill_history`;
  return rows.map(({ until, at, ...change }) => ({
    ...change,
    ...{ heldUntilMs: until ? until.getTime() : null, atMs: at.getTime() },
  }));
}

async function notReady({ servers }: Scene): Promise<string[]> {
  const states = servers.map(async ({ url }) => {
    const { status } = (await (await fetch(`${url}/api/health/ready`)).json()) as { status: string };
    return status === "ok" ? [] : [`readiness: ${url} is ${status}`];
  });
  return (await Promise.all(states)).flat();
}
