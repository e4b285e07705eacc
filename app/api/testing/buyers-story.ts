import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { guestCookieName } from "#lib/identity/cookie-names";
import { publishTerms, secondsPass } from "#lib/legal/testing/publish-terms";
import { reconcileDay } from "#lib/orders/reconciling/reconcile-day";
import { atTheBank, losesSeats } from "#lib/orders/testing/at-the-bank";
import type { Shop } from "#lib/orders/testing/shop";
import { db } from "#lib/platform/db/db";
import { env } from "#lib/platform/env";
import { signValue, uuidv7 } from "#lib/platform/ids";
import { anAddOn } from "#prisma/seed/an-add-on";
import { anEventOnSale, aPromoCode } from "#prisma/seed/builders";
import { asked, codeOf } from "./asking.ts";

/**
 * The buyer's journey through the API and everything that can be refused on it. Every answer is held against the
 * document: its status is declared, its headers are there, its body is what the contract says, to the last field.
 */
export function buyersStory(shop: Shop): void {
  const EVENT = "v1/events/[id]";
  const RESERVATION = "v1/reservations/[id]";
  const CARD = "pm_card_visa";

  let eventId = 0;
  const event = (id = eventId) => ({ params: { id: String(id) } });

  beforeAll(async () => {
    eventId = await anEventOnSale({ seatsPerHoldMax: 4, seatsPerBuyerMax: 4 });
  });

  type Holding = { id?: number; cookie?: string; seats?: number[]; clientId?: string; more?: object };

  function hold({ id = eventId, cookie, seats = [1, 2], clientId = uuidv7(), more = { seat_ids: seats } }: Holding) {
    const headers: Record<string, string> = cookie ? { cookie } : {};
    return asked(`POST ${EVENT}/reservations`, {
      ...event(id),
      headers,
      body: { client_reservation_id: clientId, ...more },
    });
  }

  /** A reservation with everything needed to ask for it again. */
  async function held(seats: number[], id = eventId) {
    const told = await hold({ id, seats });
    expect(told.status).toBe(201);
    return { params: { id: String(told.body.reservation_id) }, headers: { cookie: told.cookie } };
  }

  const paying = (card = CARD, more: object = {}) => ({
    payment_method_id: card,
    idempotency_key: uuidv7(),
    // Another buyer each time: an address has no more seats of an event than one buyer may.
    billing_details: { name: "Ada Lovelace", email: `ada-${uuidv7()}@example.org` },
    ...more,
  });

  describe("looking around", () => {
    test("events are found, filtered and read", async () => {
      for (const query of [
        "",
        "?q=evening&limit=1",
        "?city=Madrid&sort=-date",
        "?q=evenning",
        "?q=nothing-has-this-name",
      ])
        expect(codeOf(await asked("GET v1/events", { query }))).toBe("200");
      expect(codeOf(await asked("GET v1/events", { query: "?page=0&sort=x" }))).toBe("400 invalid_request");
      expect(codeOf(await asked("GET v1/events/suggest", { query: "?q=eve" }))).toBe("200");
      expect(codeOf(await asked("GET v1/events/suggest"))).toBe("400 invalid_request");
      expect(codeOf(await asked(`GET ${EVENT}`, event()))).toBe("200");
    });

    test("the map is read whole, as bits, and live", async () => {
      const { body } = await asked(`GET ${EVENT}`, event());
      expect(codeOf(await asked(`GET ${EVENT}/seatmap`, event()))).toBe("200");
      const bits = await asked(`GET ${EVENT}/availability`, event());
      const headers = { "if-none-match": bits.headers.get("etag") ?? "" };
      expect(codeOf(await asked(`GET ${EVENT}/availability`, { ...event(), headers }))).toBe("304");
      expect(codeOf(await asked(`GET ${EVENT}/stream`, event()))).toBe("200");
      expect(codeOf(await asked("GET v1/layouts/[hash]", { params: { hash: String(body.layout_hash) } }))).toBe("200");
      const unknown = { params: { hash: "0".repeat(64) } };
      expect(codeOf(await asked("GET v1/layouts/[hash]", unknown))).toBe("404 not_found");
    });

    test("what does not exist is 404 everywhere", async () => {
      for (const path of ["", "/seatmap", "/availability", "/stream"])
        expect(codeOf(await asked(`GET ${EVENT}${path}`, event(999_999)))).toBe("404 not_found");
      const best = { ...event(999_999), query: "?quantity=2" };
      expect(codeOf(await asked(`GET ${EVENT}/best-available`, best))).toBe("404 not_found");
    });

    test("the best seats are named, or there are not enough", async () => {
      const best = (query: string) => asked(`GET ${EVENT}/best-available`, { ...event(), query });
      expect(codeOf(await best("?quantity=3"))).toBe("200");
      expect(codeOf(await best("?quantity=100"))).toBe("409 not_enough_seats");
      expect(codeOf(await best("?quantity=many"))).toBe("400 invalid_request");
    });

    test("the document is read, and not sent twice", async () => {
      const { headers } = await asked("GET v1/openapi.json");
      const again = { headers: { "if-none-match": headers.get("etag") ?? "" } };
      expect(codeOf(await asked("GET v1/openapi.json", again))).toBe("304");
    });
  });

  describe("holding seats", () => {
    test("they are held once, by name or the best, and every no has its data", async () => {
      const clientId = uuidv7();
      const first = await hold({ seats: [1, 2], clientId });
      expect(codeOf(first)).toBe("201");
      const calm = await anEventOnSale();
      expect(codeOf(await hold({ id: calm, more: { best_available: { quantity: 2 } } }))).toBe("201");
      expect(codeOf(await hold({ seats: [2, 3] }))).toBe("409 seat_unavailable");
      const { cookie } = first;
      expect(codeOf(await hold({ seats: [11, 12, 13], cookie }))).toBe("409 seat_limit_exceeded");
      expect(codeOf(await hold({ seats: [4, 5], cookie, clientId }))).toBe("422 idempotency_mismatch");
      expect(codeOf(await hold({ more: { best_available: { quantity: 90 } } }))).toBe("409 not_enough_seats");
      expect(codeOf(await hold({ id: 999_999 }))).toBe("404 not_found");
      expect(codeOf(await hold({ seats: [400] }))).toBe("400 invalid_request");
      expect(codeOf(await hold({ seats: [] }))).toBe("400 invalid_request");
    });

    test("guests of one network have together what a person may, and seats that are held again and again have a pause", async () => {
      const headers = { "x-forwarded-for": "192.0.2.1" };
      const id = await anEventOnSale({ seatsPerHoldMax: 4, seatsPerBuyerMax: 4 });
      const from = (seats: number[], cookie = "") =>
        asked(`POST ${EVENT}/reservations`, {
          ...{ ...event(id), headers: { ...headers, ...(cookie ? { cookie } : {}) } },
          body: { client_reservation_id: uuidv7(), seat_ids: seats },
        });
      let last = await from([1, 2, 3]);
      expect(codeOf(await from([4, 5]))).toBe("403 challenge_required");
      const { cookie } = last;
      for (let times = 0; last.status === 201 && times < 9; times++) {
        await asked(`DELETE ${RESERVATION}`, { params: { id: String(last.body.reservation_id) }, headers: { cookie } });
        last = await from([1, 2, 3], cookie);
      }
      expect(codeOf(last)).toBe("429 too_many_holds");
      expect(Number(last.headers.get("retry-after"))).toBe(last.body.retry_after_seconds);
    });

    test("seats that cost nothing are held for a signed-in person only", async () => {
      expect(codeOf(await hold({ id: await anEventOnSale({ priceMinor: 0 }) }))).toBe("403 email_unproven");
    });

    test("a sale that is over holds nothing, and a strict one leaves no single seat", async () => {
      expect(codeOf(await hold({ id: await anEventOnSale({ salesEndInHours: -1 }) }))).toBe("403 sale_closed");
      const strict = await anEventOnSale({ orphanRule: "STRICT" });
      expect(codeOf(await hold({ id: strict, seats: [2, 3] }))).toBe("422 orphan_seat");
    });

    test("a reservation is read, extended once, released, and over then", async () => {
      const mine = await held([21, 22]);
      const extend = () => asked(`PATCH ${RESERVATION}/extend`, { ...mine, body: { additional_seconds: 60 } });
      expect(codeOf(await asked(`GET ${RESERVATION}`, mine))).toBe("200");
      expect(codeOf(await asked(`GET ${RESERVATION}`, { params: mine.params }))).toBe("404 not_found");
      expect(codeOf(await extend())).toBe("200");
      expect(codeOf(await extend())).toBe("409 no_extensions_left");
      expect(codeOf(await asked(`DELETE ${RESERVATION}`, mine))).toBe("204");
      expect(codeOf(await asked(`DELETE ${RESERVATION}`, mine))).toBe("204");
      expect(codeOf(await extend())).toBe("410 reservation_expired");
    });
  });

  describe("paying", () => {
    test("a basket is quoted, with or without a code", async () => {
      const { code } = await aPromoCode(eventId, { code: "ENCORE" });
      const mine = await held([23, 24]);
      const quote = (body: object) => asked(`POST ${RESERVATION}/quote`, { ...mine, body });
      expect(codeOf(await quote({}))).toBe("200");
      expect(codeOf(await quote({ promo_code: code }))).toBe("200");
      expect(codeOf(await quote({ promo_code: "NO-SUCH" }))).toBe("422 promo_code_invalid");
      const tickets = [{ seat_id: 23, ticket_type_id: uuidv7() }];
      expect(codeOf(await quote({ tickets }))).toBe("422 ticket_type_unavailable");
      const addOn = await anAddOn(eventId, { stock: 1 });
      expect(codeOf(await quote({ add_ons: [{ add_on_id: addOn, quantity: 1 }] }))).toBe("200");
      expect(codeOf(await quote({ add_ons: [{ add_on_id: addOn, quantity: 2 }] }))).toBe("409 add_on_unavailable");
    });

    test("a price is paid as it was seen, or not at all", async () => {
      const mine = await held([15, 16]);
      const commit = (more: object) => asked(`POST ${RESERVATION}/commit`, { ...mine, body: paying(CARD, more) });
      const add_ons = [{ add_on_id: await anAddOn(eventId, { stock: 0 }), quantity: 1 }];
      expect(codeOf(await commit({ add_ons }))).toBe("409 add_on_unavailable");
      const tickets = [{ seat_id: 15, ticket_type_id: uuidv7() }];
      expect(codeOf(await commit({ tickets }))).toBe("422 ticket_type_unavailable");
      const changed = await commit({ expected_total: 80 });
      expect([codeOf(changed), changed.body]).toMatchObject([
        "409 price_changed",
        { total_price: 90, currency: "EUR" },
      ]);
      expect(codeOf(await commit({ expected_total: 90 }))).toBe("200");
    });

    test("what the event asks is answered as it was shown, or nothing is charged", async () => {
      const mine = await held([17, 18]);
      const commit = (more: object) => asked(`POST ${RESERVATION}/commit`, { ...mine, body: paying(CARD, more) });
      const { form } = (await asked(`POST ${RESERVATION}/quote`, { ...mine, body: {} })).body;
      expect(form).toEqual({ revision: 0, questions: [], ticket_names: "off", age_min: null });
      const { questions: _, ...shown_form } = form as object & { questions: unknown };
      const changed = await commit({ shown_form: { ...shown_form, age_min: 18 } });
      expect([codeOf(changed), changed.body]).toMatchObject(["409 questions_changed", { form }]);
      const unknown = await commit({ shown_form, answers: [{ question_id: uuidv7(), answer: "Yes" }] });
      expect([codeOf(unknown), unknown.body]).toMatchObject([
        "422 answers_invalid",
        { fields: [{ path: "answers.0.answer", problem: "unknown", seat_id: null }] },
      ]);
    });

    test("an amount that no payment can be of is refused when it is held, quoted and paid, with its bound", async () => {
      const dear = await anEventOnSale({ priceMinor: 100_000_000 });
      expect(codeOf(await hold({ id: dear }))).toBe("422 amount_not_payable");
      const mine = await held([37, 38]);
      const id = mine.params.id.replace(/^\d+-/, "");
      await db().reservation.updateMany({ where: { eventId, id }, data: { unitMinor: [5, 5], totalMinor: 10 } });
      for (const [step, body] of [
        ["quote", {}],
        ["commit", paying()],
      ] as const) {
        const answer = await asked(`POST ${RESERVATION}/${step}`, { ...mine, body });
        expect(codeOf(answer)).toBe("422 amount_not_payable");
        expect(answer.body).toMatchObject({ reason: "too_small", limit: 0.5, currency: "EUR" });
      }
    });

    test("a card is declined, asks the bank, pays, and a paid order is closed to everything else", async () => {
      const mine = await held([25, 26]);
      const commit = (body: object) => asked(`POST ${RESERVATION}/commit`, { ...mine, body });
      expect(codeOf(await commit(paying(CARD, { promo_code: "NO-SUCH" })))).toBe("422 promo_code_invalid");
      const declined = paying("pm_card_chargeDeclined");
      expect(codeOf(await commit(declined))).toBe("402 payment_failed");
      expect(codeOf(await commit({ ...declined, payment_method_id: CARD }))).toBe("422 idempotency_mismatch");
      expect(codeOf(await commit(paying()))).toBe("200");
      expect(codeOf(await asked(`DELETE ${RESERVATION}`, mine))).toBe("409 order_closed");
      const theirs = await held([27, 28]);
      const challenged = { ...theirs, body: paying("pm_card_authenticationRequired") };
      expect(codeOf(await asked(`POST ${RESERVATION}/commit`, challenged))).toBe("202");
      const gone = await held([29, 30]);
      await asked(`DELETE ${RESERVATION}`, gone);
      expect(codeOf(await asked(`POST ${RESERVATION}/commit`, { ...gone, body: paying() }))).toBe(
        "410 reservation_expired",
      );
    });

    test("terms that changed meanwhile are refused with those in force, and can be read in each version", async () => {
      const mine = await held([39, 40]);
      const commit = (version: number) =>
        asked(`POST ${RESERVATION}/commit`, { ...mine, body: paying(CARD, { terms: { version, locale: "es" } }) });
      const version = await publishTerms("Las condiciones", "es");
      secondsPass();
      const refused = await commit(version - 1);
      expect(codeOf(refused)).toBe("409 terms_changed");
      expect(refused.body).toMatchObject({ terms: { version, locale: "es" } });
      expect(codeOf(await commit(-1))).toBe("400 invalid_request");
      expect(codeOf(await commit(version))).toBe("200");
      const read = (query: string) => asked("GET v1/legal-texts/[kind]", { params: { kind: "terms" }, query });
      expect((await read(`?locale=es&version=${version}`)).body).toMatchObject({
        version,
        markdown: "Las condiciones",
      });
      const shipped = await read("?locale=es&version=0");
      expect(shipped.body).toMatchObject({ version: 0, valid_from: null, markdown: expect.stringContaining("## ") });
      expect(codeOf(await read(`?locale=es&version=${version + 1}`))).toBe("404 not_found");
      expect(codeOf(await read("?version=-1"))).toBe("400 invalid_request");
    });

    test("an order that ended unpaid is closed", async () => {
      const mine = await held([31, 32]);
      await asked(`POST ${RESERVATION}/commit`, { ...mine, body: paying("pm_card_chargeDeclined") });
      await db().order.updateMany({
        where: { eventId, status: "PENDING", reservationId: mine.params.id.replace(/^\d+-/, "") },
        data: { status: "FAILED", failureReason: "seats_gone" },
      });
      expect(codeOf(await asked(`POST ${RESERVATION}/commit`, { ...mine, body: paying() }))).toBe("409 order_closed");
    });

    test("other seats are offered for late money, and the answer closes the offer", async () => {
      const buyer = await atTheBank(shop, eventId, [41, 42]);
      await losesSeats(buyer);
      await buyer.pay();
      const guest = buyer.held.person.keys[0]?.replace("guest:", "") ?? "";
      const sent = {
        params: { number: buyer.number },
        headers: { cookie: `${guestCookieName()}=${signValue("guest", guest)}` },
        body: { accept: true },
      };
      expect(codeOf(await asked("POST v1/orders/[number]/offer", sent))).toBe("200");
      expect(codeOf(await asked("POST v1/orders/[number]/offer", sent))).toBe("409 order_closed");
      expect(codeOf(await asked("POST v1/orders/[number]/offer", { ...sent, headers: {} }))).toBe("404 not_found");
    });
  });

  describe("what every endpoint may say", () => {
    test("another site, a bad token, a malformed body and a key reused for another request are refused", async () => {
      const mine = await held([33, 34]);
      const endpoint = `PATCH ${RESERVATION}/extend`;
      const body = { additional_seconds: 60 };
      const evil = { ...mine.headers, origin: "https://evil.example" };
      expect(codeOf(await asked(endpoint, { ...mine, headers: evil, body }))).toBe("403 forbidden");
      expect(codeOf(await asked(endpoint, { ...mine, headers: { authorization: "Bearer x" }, body }))).toBe(
        "401 unauthenticated",
      );
      expect(codeOf(await asked(endpoint, { ...mine, text: "x".repeat(300_000) }))).toBe("413 payload_too_large");
      const asText = { ...mine.headers, "content-type": "text/plain" };
      expect(codeOf(await asked(endpoint, { ...mine, headers: asText, body }))).toBe("415 unsupported_media_type");
      const keyed = { ...mine, headers: { ...mine.headers, "idempotency-key": uuidv7() } };
      const [once, twice] = [await asked(endpoint, { ...keyed, body }), await asked(endpoint, { ...keyed, body })];
      expect([codeOf(once), codeOf(twice), twice.body]).toEqual(["200", "200", once.body]);
      expect(twice.headers.get("idempotency-replayed")).toBe("true");
      const other = await asked(endpoint, { ...keyed, body: { additional_seconds: 61 } });
      expect(codeOf(other)).toBe("422 idempotency_mismatch");
    });

    test("a repetition while the first request still runs is asked to retry", async () => {
      const mine = await held([35, 36]);
      const headers = { ...mine.headers, "idempotency-key": uuidv7() };
      const ask = () => asked(`PATCH ${RESERVATION}/extend`, { ...mine, headers, body: { additional_seconds: 60 } });
      await ask();
      await db()
        .$executeRaw`UPDATE idempotency_keys SET status = NULL, answer = NULL WHERE key = ${headers["idempotency-key"]}`;
      expect(codeOf(await ask())).toBe("409 request_in_progress");
    });
  });

  describe("other machines", () => {
    test("the gateway is heard when it signs, and only then", async () => {
      const text = JSON.stringify({
        id: "evt_1",
        object: "event",
        type: "account.updated",
        data: { object: { object: "account" } },
      });
      const at = Math.floor(Date.now() / 1_000);
      const secret = env().STRIPE_WEBHOOK_SECRET ?? "";
      const mark = createHmac("sha256", secret).update(`${at}.${text}`).digest("hex");
      const params = { gateway: "stripe" };
      const signed = { params, text, headers: { "stripe-signature": `t=${at},v1=${mark}` } };
      expect(codeOf(await asked("POST webhooks/[gateway]", signed))).toBe("200");
      const wrong = { params, text, headers: { "stripe-signature": `t=${at},v1=00` } };
      expect(codeOf(await asked("POST webhooks/[gateway]", wrong))).toBe("400 invalid_signature");
      expect(codeOf(await asked("POST webhooks/[gateway]", { params, text: "x".repeat(1_100_000) }))).toBe(
        "413 payload_too_large",
      );
      for (const gateway of ["unknown", "__proto__", "toString"]) {
        const elsewhere = { ...signed, params: { gateway } };
        expect(codeOf(await asked("POST webhooks/[gateway]", elsewhere))).toBe("404 not_found");
      }
    });

    test("the operator's endpoints answer with the secret", async () => {
      const headers = { authorization: `Bearer ${env().CRON_SECRET}` };
      expect(codeOf(await asked("POST cron/[job]", { params: { job: "expire" }, headers }))).toBe("200");
      expect(codeOf(await asked("POST cron/[job]", { params: { job: "none" }, headers }))).toBe("404 not_found");
      expect(codeOf(await asked("POST cron/[job]", { params: { job: "expire" } }))).toBe("401 unauthenticated");
      expect(codeOf(await asked("GET metrics", { headers }))).toBe("200");
      expect(codeOf(await asked("GET metrics"))).toBe("401 unauthenticated");
      expect(codeOf(await asked("GET v1/reconciliations"))).toBe("401 unauthenticated");
      const params = { gateway: "stripe", day: "2026-11-28" };
      expect(codeOf(await asked("GET v1/reconciliations/[gateway]/[day]", { params, headers }))).toBe("404 not_found");
      await reconcileDay("stripe", params.day);
      expect(codeOf(await asked("GET v1/reconciliations", { headers }))).toBe("200");
      expect(codeOf(await asked("GET v1/reconciliations/[gateway]/[day]", { params, headers }))).toBe("200");
      expect(codeOf(await asked("GET health/live"))).toBe("200");
      expect(codeOf(await asked("GET health/ready"))).toBe("200");
    });
  });
}
