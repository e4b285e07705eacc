import { expect, test } from "vitest";
import { aShop } from "#lib/orders/testing/shop";
import { refusalSpec } from "#lib/platform/http/refusals";
import { aDatabase } from "#lib/platform/testing/database";
import { HOLD_RULES } from "#lib/reservations/hold-rules";
import { accessStory } from "./testing/access-story.ts";
import { addOnsStory } from "./testing/add-ons-story.ts";
import { administratorsStory } from "./testing/administrators-story.ts";
import { ENDPOINTS } from "./testing/asking.ts";
import { boardStory } from "./testing/board-story.ts";
import { buyersStory } from "./testing/buyers-story.ts";
import { challengesStory } from "./testing/challenges-story.ts";
import { seen } from "./testing/documented.ts";
import { hallsStory } from "./testing/halls-story.ts";
import { invoicesStory } from "./testing/invoices-story.ts";
import { organizationsStory } from "./testing/organizations-story.ts";
import { organizersStory } from "./testing/organizers-story.ts";
import { previewStory } from "./testing/preview-story.ts";
import { priceRulesStory } from "./testing/price-rules-story.ts";
import { priceStepsStory } from "./testing/price-steps-story.ts";
import { promosStory } from "./testing/promos-story.ts";
import { questionsStory } from "./testing/questions-story.ts";
import { salePauseStory } from "./testing/sale-pause-story.ts";
import { seriesStory } from "./testing/series-story.ts";
import { strangersStory } from "./testing/strangers-story.ts";
import { holdChurnStory, riskReviewsStory, waitingRoomStory } from "./testing/waiting-room-story.ts";

/**
 * Every operation of the API, its yes and every no of its own, held against the document: the status is declared, the
 * headers are there, the body is what the contract says, to the last field. contract-any.db.test.ts asks the rest.
 */
aDatabase();
const shop = aShop();
process.env.RATE_LIMIT_SCALE = "10000";

buyersStory(shop);
organizersStory(shop);
organizationsStory();
hallsStory();
accessStory();
promosStory();
addOnsStory();
waitingRoomStory();
salePauseStory();
challengesStory();
riskReviewsStory();
holdChurnStory();
boardStory();
previewStory();
seriesStory();
priceRulesStory();
questionsStory();
priceStepsStory();
invoicesStory(shop);
strangersStory(shop);
administratorsStory();

/** Answers that these stories do not bring about; each has a test beside what gives it. */
const ELSEWHERE: readonly string[] = [
  "DELETE v1/me/organizations/[id]: 403 forbidden",
  "GET v1/events/[id]/queue/draw: 200",
  "GET v1/me/export: 403 forbidden",
  "GET v1/orders/[number]: 403 forbidden",
  "POST v1/admin/categories: 409 category_limit",
  "POST v1/admin/people/[id]/disablement: 409 last_administrator",
  "POST v1/auth/token: 401 second_factor_needed",
  // lib/protection/challenges/checks/checks.test.ts
  "POST v1/events/[id]/challenges/solutions: 409 check_unavailable",
  "POST v1/events/[id]/challenges/solutions: 422 check_failed",
  "POST v1/events/[id]/queue/claim: 200",
  // app/api/v1/events/[id]/queue/bound-pass-api.db.test.ts
  "POST v1/events/[id]/queue/claim: 403 wrong_browser",
  "POST v1/events/[id]/reservations: 403 wrong_browser",
  "POST v1/events/[id]/queue: 409 queue_closed",
  "POST v1/me/erasure: 403 forbidden",
  "POST v1/me/erasure: 409 last_owner",
  "POST v1/orders/[number]/refunds/[refund]/retry: 200",
  "POST v1/orders/[number]/refunds/[refund]/retry: 403 two_factor_required",
  "POST v1/orders/[number]/refunds/[refund]/retry: 409 not_refundable",
  // lib/orders/refunding/refund-order.db.test.ts
  "POST v1/orders/[number]/refunds: 403 proof_required",
  // lib/seating/import/import-hall.db.test.ts
  "POST v1/organizations/[id]/hall-imports: 413 payload_too_large",
  "POST v1/organizations/[id]/hall-imports: 503 import_busy",
  // lib/analytics/checklist.db.test.ts
  "DELETE v1/organizations/[id]/checklist: 204",
  // lib/seating/allocations/allocations.db.test.ts
  "POST v1/events/[id]/allocations: 409 allocation_limit_reached",
  "PATCH v1/events/[id]/sale-windows/[window_id]/addresses: 409 access_limit_reached",
  "POST v1/events/[id]/access-codes: 409 access_limit_reached",
  "POST v1/events/[id]/sale-windows: 409 access_limit_reached",
  // Nothing gives it since seats of a draft can be set aside; the document of version 1 keeps it for its clients.
  "POST v1/events/[id]/seat-painting: 409 event_not_published",
  // lib/organizations/views/saved-views.db.test.ts
  "POST v1/admin/saved-views: 409 saved_view_limit_reached",
  "POST v1/organizations/[id]/saved-views: 409 saved_view_limit_reached",
  // lib/organizations/profile/profile.db.test.ts
  "POST v1/organizations: 409 organization_limit_reached",
  "POST v1/organizations/[id]/webhooks: 409 webhook_limit_reached",
  // lib/orders/placing/payout-account.db.test.ts
  "POST v1/organizations/[id]/payout-account: 409 payouts_not_offered",
  // lib/orders/settling/connected-payment.db.test.ts
  "POST v1/reservations/[id]/commit: 409 payment_account_changed",
  "POST v1/reservations/[id]/commit: 409 seller_cannot_be_paid",
  "POST v1/reservations/[id]/quote: 409 seller_cannot_be_paid",
  // lib/orders/placing/invoice-with-order.db.test.ts
  "POST v1/reservations/[id]/commit: 409 not_invoiceable",
  // lib/orders/placing/commit-order.db.test.ts
  "POST v1/reservations/[id]/commit: 403 email_unproven",
  "POST v1/reservations/[id]/commit: 409 request_in_progress",
  // lib/orders/placing/hold-judged-again.db.test.ts
  ...[
    "PATCH v1/reservations/[id]/extend",
    "POST v1/reservations/[id]/commit",
    "POST v1/reservations/[id]/quote",
  ].flatMap((name) => HOLD_RULES.map((code) => `${name}: ${refusalSpec(code).status} ${code}`)),
];

test("each endpoint gave every answer that it promises", () => {
  const missing = [...ENDPOINTS.values()].flatMap(({ name, handler }) => {
    const { answers, refuses = [] } = handler.spec.operation ?? { answers: {} };
    const yes = Object.keys(answers).filter((status) => Number(status) < 400);
    const no = refuses.map((code) => `${refusalSpec(code).status} ${code}`);
    return [...yes, ...no].filter((answer) => !seen.get(name)?.has(answer)).map((answer) => `${name}: ${answer}`);
  });
  expect(missing.sort()).toEqual([...ELSEWHERE].sort());
});
