import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { PayProblem } from "#components/checkout/pay-problem";
import { refusalsOf } from "#lib/platform/http/openapi/refusals";
import { type RefusalCode, refusalSpec } from "#lib/platform/http/refusals";
import { readAnswer } from "../../../../components/api/call.ts";
import { commitOutcome } from "../../../../components/checkout/pay-client.ts";
import { nextStep, type PayState } from "../../../../components/checkout/pay-state.ts";
import { POST } from "../../../api/v1/reservations/[id]/commit/route.ts";
import en from "../../../messages/en/checkout.json";
import es from "../../../messages/es/checkout.json";

/**
 * What checkout shows for each refusal of the commit endpoint: all of its notice, word for word, and nothing else. A code that the
 * endpoint declares and this table does not know fails the test.
 */
type Shown = {
  data?: object;
  notice?: string[];
  href?: string;
  /** The state, where the answer stands elsewhere than in a notice: at a field, on the button, in place of the form. */
  beside?: PayState;
  attempt: "keep" | "forget";
};
type Words = typeof en;

const SHOWN: Record<string, (t: Words) => Shown> = {
  payment_failed: (t) => ({
    data: { reason: "insufficient_funds", reservation_id: "1-a", retry_allowed: true },
    notice: [t.declined.title, t.declined.insufficient_funds, t.declined.kept],
    attempt: "forget",
  }),
  reservation_expired: () => ({ beside: { phase: "expired" }, attempt: "forget" }),
  promo_code_invalid: () => ({
    data: { reason: "unknown" },
    beside: { phase: "ready", problem: { kind: "promo", why: { reason: "unknown" } } },
    attempt: "forget",
  }),
  amount_not_payable: (t) => ({
    data: { reason: "too_small", limit: 0.5, currency: "EUR" },
    notice: [
      t.unpayable.title,
      t.unpayable.too_small.replace("{amount}", t === en ? "€0.50" : "0,50\u00a0€"),
      t.unpayable.kept,
    ],
    attempt: "forget",
  }),
  request_in_progress: () => ({ beside: { phase: "working", step: "checking" }, attempt: "keep" }),
  order_closed: (t) => ({
    data: { order_id: "ORD-2026-1-ABCDEF", status: "failed" },
    notice: [t.refused.title, t.refused.order_closed, t.refused.order],
    href: "/orders/ORD-2026-1-ABCDEF",
    attempt: "forget",
  }),
  not_found: (t) => ({
    notice: [t.refused.title, t.refused.not_found, t.refused.seats],
    href: "/events/an-opera/seats",
    attempt: "forget",
  }),
  idempotency_mismatch: (t) => ({ notice: [t.refused.title, t.refused.idempotency_mismatch], attempt: "forget" }),
  event_cancelled: (t) => ({
    notice: [t.refused.title, t.refused.event_cancelled, t.refused.event],
    href: "/events/an-opera",
    attempt: "forget",
  }),
  event_changed: (t) => ({
    data: { change: null },
    notice: [t.refused.title, t.refused.event_changed, t.refused.event],
    href: "/events/an-opera",
    attempt: "forget",
  }),
  sale_closed: (t) => ({
    notice: [t.refused.title, t.refused.sale_closed, t.refused.event],
    href: "/events/an-opera",
    attempt: "forget",
  }),
  email_unproven: (t) => ({
    notice: [t.refused.title, t.refused.email_unproven, t.refused.signIn],
    href: "/sign-in?next=%2Fcheckout%2F1-a",
    attempt: "forget",
  }),
  seat_limit_exceeded: (t) => ({
    data: { limit: 4, already: 3 },
    notice: [t.refused.title, t.refused.seat_limit_exceeded, t.refused.seats],
    href: "/events/an-opera/seats",
    attempt: "forget",
  }),
  queue_required: (t) => ({
    data: { queue_url: "/api/v1/events/1/queue" },
    notice: [t.refused.title, t.refused.queue_required, t.refused.queue],
    href: "/events/an-opera/queue",
    attempt: "forget",
  }),
  wrong_browser: (t) => ({
    notice: [t.refused.title, t.refused.wrong_browser, t.refused.queue],
    href: "/events/an-opera/queue?browser=other",
    attempt: "forget",
  }),
  invalid_proof: (t) => ({
    data: { problem: "signature", server_time: "2026-11-29T12:00:00.000Z" },
    notice: [t.refused.title, t.refused.other],
    attempt: "forget",
  }),
  terms_changed: (t) => ({
    data: { terms: { version: 2, locale: "en" } },
    notice: [t.termsChanged.title, t.termsChanged.text, t.termsChanged.action],
    href: "/terms?version=2&amp;locale=en",
    attempt: "forget",
  }),
  seller_cannot_be_paid: (t) => ({ notice: [t.refused.title, t.refused.seller_cannot_be_paid], attempt: "forget" }),
  payment_account_changed: (t) => ({
    data: { account: null },
    notice: [t.refused.title, t.refused.payment_account_changed],
    attempt: "forget",
  }),
  access_ended: (t) => ({
    notice: [t.refused.title, t.refused.access_ended, t.refused.event],
    href: "/events/an-opera",
    attempt: "forget",
  }),
  price_changed: (t) => ({
    data: { total_price: 90, currency: "EUR" },
    notice: [t.priceChanged.title, t.priceChanged.text.replace("{amount}", t === en ? "€90.00" : "90,00\u00a0€")],
    attempt: "forget",
  }),
  ticket_type_unavailable: (t) => ({
    data: { reason: "unknown", ticket_type_id: "0192f0c1-0000-7000-8000-000000000000", seat_ids: [1] },
    notice: [t.refused.title, t.refused.ticket_type_unavailable],
    attempt: "forget",
  }),
  add_on_unavailable: (t) => ({
    data: { reason: "sold_out", add_on_id: "0192f0c1-0000-7000-8000-000000000000", name: "Programme", max: 0 },
    notice: [t.refused.title, t.refused.add_on_unavailable],
    attempt: "forget",
  }),
  not_invoiceable: (t) => ({
    data: { reason: "seller_incomplete" },
    notice: [t.refused.title, t.refused.not_invoiceable],
    attempt: "forget",
  }),
  questions_changed: (t) => ({
    data: { form: { revision: 2, questions: [], ticket_names: "off", age_min: null } },
    notice: [t.questionsChanged.title, t.questionsChanged.text],
    attempt: "forget",
  }),
  answers_invalid: () => ({
    data: {
      fields: [{ path: "holders", message: "must be answered", problem: "missing", question_id: null, seat_id: 5 }],
    },
    beside: {
      phase: "ready",
      problem: { kind: "answers", problems: { "name.5": { problem: "name_missing" } } },
    },
    attempt: "forget",
  }),
  forbidden: (t) => ({ notice: [t.refused.title, t.refused.forbidden], attempt: "forget" }),
  unauthenticated: (t) => ({ notice: [t.refused.title, t.refused.unauthenticated], attempt: "forget" }),
  invalid_request: (t) => ({
    data: { fields: [{ path: "payment_method_id", message: "must be a payment method's id" }] },
    notice: [t.refused.title, t.refused.invalid_request],
    attempt: "forget",
  }),
  payload_too_large: (t) => ({ notice: [t.refused.title, t.refused.other], attempt: "forget" }),
  unsupported_media_type: (t) => ({ notice: [t.refused.title, t.refused.other], attempt: "forget" }),
  rate_limit_exceeded: (t) => ({ notice: [t.unsettled.title, t.unsettled.tooMany], attempt: "keep" }),
  internal: (t) => ({ notice: [t.unsettled.title, t.unsettled.text], attempt: "keep" }),
  unavailable: (t) => ({ notice: [t.unsettled.title, t.unsettled.text], attempt: "keep" }),
};

const COMMIT = "POST /api/v1/reservations/{id}/commit";

/** The texts and links that the page shows in this state, while a payment from another window is under way. */
function shownIn(locale: string, checkout: Words, state: PayState) {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ checkout }} timeZone="UTC">
      <PathnameContext.Provider value="/checkout/1-a">
        <PayProblem state={state} eventSlug="an-opera" currency="EUR" orderBegun="ORD-2026-1-OTHER" />
      </PathnameContext.Provider>
    </NextIntlClientProvider>,
  );
  const texts = html.split(/<[^>]*>/).filter((text) => text.trim() !== "");
  const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  return { texts: texts.map((text) => text.replaceAll("&#x27;", "'")), hrefs };
}

test("every refusal that the commit endpoint declares has its row", () => {
  expect(Object.keys(SHOWN).toSorted()).toEqual(refusalsOf("POST", POST.spec).toSorted());
});

describe.each([
  ["en", en],
  ["es", es],
] as const)("in %s", (locale, t) => {
  test.each(Object.keys(SHOWN))("after %s the page shows its own notice and nothing else", async (code) => {
    const row = SHOWN[code]?.(t);
    const { status } = refusalSpec(code as RefusalCode);
    const response = Response.json({ error: code, message: "the API's words", ...row?.data }, { status });
    const step = nextStep(commitOutcome(await readAnswer<typeof COMMIT>(response)), false);
    expect(step.attempt).toBe(row?.attempt);
    if (row?.beside) expect(step.state).toEqual(row.beside);
    const { texts, hrefs } = shownIn(locale, t, step.state);
    expect(texts).toEqual(row?.notice ?? []);
    expect(hrefs).toEqual(row?.href ? [row.href] : []);
  });

  test("a wrong field of the buyer's stands beside it, without a notice", async () => {
    const fields = [{ path: "billing_details.email", message: "must be an e-mail address" }];
    const response = Response.json({ error: "invalid_request", fields }, { status: 400 });
    const { state } = nextStep(commitOutcome(await readAnswer<typeof COMMIT>(response)), false);
    expect(state).toEqual({
      phase: "ready",
      problem: { kind: "fields", problems: { email: "emailWrong" }, invoice: {} },
    });
    expect(shownIn(locale, t, state).texts).toEqual([]);
  });

  test("another window's payment is named only where this one has nothing newer to say", () => {
    expect(shownIn(locale, t, { phase: "ready" }).texts).toEqual([
      t.inProgress.title,
      t.inProgress.text,
      t.inProgress.action,
    ]);
    expect(shownIn(locale, t, { phase: "working", step: "paying" }).texts).toEqual([]);
  });

  test("a card form that does not answer says that nothing was sent", () => {
    expect(shownIn(locale, t, { phase: "ready", problem: { kind: "card_unreachable" } }).texts).toEqual([
      t.cardUnreachable.title,
      t.cardUnreachable.text,
    ]);
  });
});
