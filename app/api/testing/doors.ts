import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Handler } from "#lib/platform/http";
import { uuidv7 } from "#lib/platform/ids";

/** The doors of the API as the file system has them, and what each of them takes. */
export type Door = { name: string; method: string; handler: Handler };

export type Spec = {
  /** Path parameters that exist, so that what is wrong lies elsewhere. */
  params?: () => Record<string, string>;
  /** A body the contract takes. Without one the door reads none. */
  body?: () => Record<string, unknown>;
  /** Fields of a query the contract takes. */
  query?: () => Record<string, string>;
  /** Headers without which the door does not look at anything else. */
  headers?: () => Record<string, string>;
};

export const GUEST = { cookie: "" };
export const known = { event: "", closed: "", reservation: "", layout: "", order: "ORD-2026-1-AAAAAA" };

export const event = () => ({ id: known.event });
const reservation = () => ({ id: known.reservation });
export const asOwner = () => ({ cookie: GUEST.cookie });
export const HOLD = () => ({ client_reservation_id: uuidv7(), seat_ids: [1, 2], ttl_seconds: 600 });
const COMMIT = () => ({
  payment_method_id: "pm_card_visa",
  idempotency_key: "a-key-of-this-test",
  billing_details: { name: "Ann", email: "ann@example.org", phone: "+34 600" },
  promo_code: "NONE",
  locale: "es",
});

export const SPECS: Record<string, Spec> = {
  "GET v1/events": {
    query: () => ({ q: "x", from: "2027-01-01", min_price: "5", page: "1", limit: "5", sort: "date" }),
  },
  "GET v1/events/suggest": { query: () => ({ q: "opera" }) },
  "GET v1/events/[id]": { params: event },
  "GET v1/events/[id]/availability": { params: event },
  "GET v1/events/[id]/seatmap": { params: event },
  "GET v1/events/[id]/stream": { params: event },
  "GET v1/events/[id]/best-available": {
    params: event,
    query: () => ({ quantity: "2", price_level: "1", section: "0", accessible: "false" }),
  },
  // The sale is over, so that even a body without fault holds nothing.
  "POST v1/events/[id]/reservations": { params: () => ({ id: known.closed }), body: HOLD },
  "GET v1/layouts/[hash]": { params: () => ({ hash: known.layout }) },
  "GET v1/reservations/[id]": { params: reservation, headers: asOwner },
  "DELETE v1/reservations/[id]": { params: reservation },
  "PATCH v1/reservations/[id]/extend": { params: reservation, body: () => ({ additional_seconds: 300 }) },
  "POST v1/reservations/[id]/commit": { params: reservation, body: COMMIT },
  "POST v1/reservations/[id]/quote": { params: reservation, body: () => ({ promo_code: "FAIR10" }) },
  "POST v1/orders/[number]/offer": { params: () => ({ number: known.order }), body: () => ({ accept: true }) },
  "POST webhooks/stripe": { headers: () => ({ "stripe-signature": "t=1,v1=00" }) },
  "POST cron/[job]": { params: () => ({ job: "expire" }), headers: () => ({ authorization: "Bearer guess" }) },
  "GET health/live": {},
  "GET health/ready": {},
  "GET metrics": {},
};

/** next-auth's doors need Next around them: deploy/trouble.start.test.ts asks them over HTTP. */
const ELSEWHERE = new Set(["GET auth/[...nextauth]", "POST auth/[...nextauth]"]);

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

export async function findDoors(): Promise<Door[]> {
  const files = readdirSync(here, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|\/)route\.ts$/.test(file),
  );
  const doors = await Promise.all(
    files.map(async (file) => {
      const exported = (await import(join(here, file))) as Record<string, Handler>;
      const path = relative(here, join(here, dirname(file)));
      return METHODS.flatMap((method) => {
        const handler = exported[method];
        return handler ? [{ name: `${method} ${path}`, method, handler }] : [];
      });
    }),
  );
  return doors.flat().filter(({ name }) => !ELSEWHERE.has(name));
}
