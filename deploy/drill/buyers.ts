import { parsePublicId } from "#lib/platform/ids";
import { aProvenGuest } from "#prisma/seed/proven-guest";
import type { SeenAnswer } from "./history.ts";
import type { Scene } from "./scene.ts";

/** An order that a buyer was told is paid. */
export type Acknowledged = { number: string; owner: string; seatIds: readonly number[]; tickets: number };

export type Sale = {
  acknowledged: Acknowledged[];
  answers: SeenAnswer[];
  /** Answers by status, 0 for a connection that broke. */
  statuses: Map<number, number>;
  /** Buyers who got neither a ticket nor a refusal, however often they asked. */
  unanswered: string[];
};

export type SaleOptions = {
  orders: number;
  atOnce: number;
  /** Called once, when a quarter of the orders is acknowledged and the others are under way. */
  onQuarter: () => Promise<void>;
};

/** Statuses after which a buyer's browser asks again, with the same key: nothing was decided. */
const AGAIN = new Set([0, 202, 429, 500, 502, 503]);
const TRIES_MAX = 1_200;
const PAUSE_MS = 100;

/**
 * Lets buyers hold two seats each and pay for them, all through the API. Every fourth wants the seats of another buyer first, and
 * every fifth releases its seats and holds them again. Each repeats a request until it is answered.
 */
export async function sell(scene: Scene, { orders, atOnce, onQuarter }: SaleOptions): Promise<Sale> {
  const sale: Sale = { acknowledged: [], answers: [], statuses: new Map(), unanswered: [] };
  let next = 0;
  let fault: Promise<void> | undefined;
  const buyers = Array.from({ length: atOnce }, async () => {
    while (next < orders) {
      const place = next++;
      await buy(scene, sale, place);
      if (sale.acknowledged.length >= orders / 4) fault ??= onQuarter();
    }
  });
  await Promise.all(buyers);
  await fault;
  return sale;
}

async function buy(scene: Scene, sale: Sale, place: number): Promise<void> {
  // They come from one address: each has a proof, or they would count as one person.
  const cookie = aProvenGuest(scene.eventId);
  const buyer: Buyer = { scene, sale, cookie, place };
  const seatIds = [place * 2 + 1, place * 2 + 2];
  if (place % 4 === 3) await hold(buyer, [seatIds[0] as number, (seatIds[0] as number) - 1]);
  let held = await hold(buyer, seatIds);
  if (held && place % 5 === 4) {
    await release(buyer, held);
    held = await hold(buyer, seatIds);
  }
  if (held) await pay(buyer, held);
}

type Buyer = { scene: Scene; sale: Sale; cookie: string; place: number };
type Held = { id: string; owner: string; seatIds: readonly number[] };
type Answer = { status: number; body: Record<string, unknown> };

async function hold(buyer: Buyer, seatIds: readonly number[]): Promise<Held | undefined> {
  const startMs = Date.now();
  const { status, body } = await insist(buyer, "POST", `/api/v1/events/${buyer.scene.eventId}/reservations`, {
    ...{ client_reservation_id: crypto.randomUUID(), seat_ids: seatIds },
  });
  if (status !== 201 && status !== 200) return undefined;
  const id = String(body.reservation_id);
  const held = { id, owner: parsePublicId(id)?.id ?? "", seatIds };
  buyer.sale.answers.push({ kind: "held", owner: held.owner, seatIds, startMs, endMs: Date.now() });
  return held;
}

async function release(buyer: Buyer, { id, owner, seatIds }: Held): Promise<void> {
  const startMs = Date.now();
  const { status } = await insist(buyer, "DELETE", `/api/v1/reservations/${id}`);
  if (status >= 300) return;
  buyer.sale.answers.push({ kind: "released", owner, seatIds, startMs, endMs: Date.now() });
}

async function pay(buyer: Buyer, { id, owner, seatIds }: Held): Promise<void> {
  const startMs = Date.now();
  const { status, body } = await insist(buyer, "POST", `/api/v1/reservations/${id}/commit`, {
    ...{ payment_method_id: "pm_card_visa", idempotency_key: `drill-${id}` },
    billing_details: { name: "Drill Buyer", email: `buyer-${buyer.place}@drill.example` },
  });
  if (status !== 200) return;
  buyer.sale.answers.push({ kind: "paid", owner, seatIds, startMs, endMs: Date.now() });
  const tickets = Array.isArray(body.tickets) ? body.tickets.length : 0;
  buyer.sale.acknowledged.push({ number: String(body.order_id), owner, seatIds, tickets });
}

/** Asks until there is an answer; each time the next server, as behind a load balancer. */
async function insist(buyer: Buyer, method: string, path: string, body?: object): Promise<Answer> {
  const { scene, sale, place } = buyer;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const server = scene.servers[(place + tries) % scene.servers.length];
    const answer = await ask(`${server?.url}${path}`, { method, cookie: buyer.cookie, body });
    sale.statuses.set(answer.status, (sale.statuses.get(answer.status) ?? 0) + 1);
    if (!AGAIN.has(answer.status)) return answer;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  sale.unanswered.push(`${method} ${path}`);
  return { status: 0, body: {} };
}

/** Longer than any answer takes on a slow machine; a browser would give up as well. */
const ANSWER_MS = 60_000;

async function ask(
  url: string,
  { method, cookie, body }: { method: string; cookie: string; body: object | undefined },
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      ...{ method, signal: AbortSignal.timeout(ANSWER_MS) },
      headers: { cookie, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? (JSON.parse(text) as Answer["body"]) : {} };
  } catch {
    return { status: 0, body: {} };
  }
}
