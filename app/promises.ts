/**
 * The promises that pages, mails, help and terms make, each with the test that keeps it: message key → test file and title. A sentence
 * with a word of promise that stands in neither list fails app/promises.test.ts, and so does a test that is not there.
 */
export type Keeper = { file: string; title: string };

const cancel = (title: string): Keeper => ({ file: "lib/orders/cancelling/cancel-orders.db.test.ts", title });
const moved = (title: string): Keeper => ({ file: "lib/orders/telling/tell-holders.db.test.ts", title });
const judged = (title: string): Keeper => ({ file: "lib/orders/placing/hold-judged-again.db.test.ts", title });
const refund = (title: string): Keeper => ({ file: "lib/orders/refunding/refund-order.db.test.ts", title });
const late = (title: string): Keeper => ({ file: "lib/orders/settling/late-payment.db.test.ts", title });
const queue = (title: string): Keeper => ({ file: "lib/waiting-room/queue.db.test.ts", title });
const seats = (title: string): Keeper => ({ file: "lib/seating/live-seats.db.test.ts", title });

const GIVEN_BACK = cancel("gives every order its whole money back by itself, tickets void and seats free");
const STOPPED = cancel("stops a payment that waits for its buyer's bank: nothing is charged afterwards");
const WAITERS: Keeper = {
  file: "lib/orders/cancelling/cancel-waiters.db.test.ts",
  title: "those in its queue, and those who hold seats, are written to once where an account names their address",
};
const RETURNS = moved("may be given back until a date that page, order and API name alike, and no longer");
const WORSE: Keeper = {
  file: "lib/orders/changing-hall/return-right.db.test.ts",
  title: "lets its buyer give back until a date that mail, page and API name alike, and no longer",
};
const NOT_PAID = judged("a hold is not quoted and not paid for");
const ADD_ONS_RETURNED: Keeper = {
  file: "lib/orders/refunding/refund-add-ons.db.test.ts",
  title: "go back together with a ticket; what is left of them goes with the last one",
};
const RETURNED = refund(
  "gives all of it back: the money is returned, tickets are void, seats are free for others, a mail is on its way",
);
const TERMS: Keeper = {
  file: "lib/orders/refunding/kept-terms.db.test.ts",
  title: "an order is given back under the terms it was bought under, though they are worse since: %o",
};
const PROVEN: Keeper = {
  file: "components/challenges/proof-keeper.test.ts",
  title: "gets a proof by itself, a call waits for it, and another page of this browser needs none",
};
const OFFERED = late("are held and offered by mail, and are the buyer's when they say yes");
const POSTPONED = (title: string): Keeper => ({ file: "lib/orders/changing-event/postpone-event.db.test.ts", title });
const OPEN_RETURNS = POSTPONED(
  "may be given back by the change, and by its own terms for as long as there is no date to count from",
);
const PAID_ONCE: Keeper = {
  file: "lib/orders/settling/settle-payment.race.test.ts",
  title: "a double click is one order, one charge and the same tickets for both",
};
const DECLINED: Keeper = {
  file: "lib/orders/placing/commit-order.db.test.ts",
  title: "may come with another mail address the next time, and a lost answer of that one is still repeated",
};
const UNPAID: Keeper = {
  file: "lib/orders/placing/commit-order.db.test.ts",
  title: "that ran out before paying is 410, and nothing is charged",
};
const PRICE_KEPT = judged("keeps the price that it was held at, whether it rose or fell since");

const EARLY_BIRD: Keeper = {
  file: "lib/pricing/steps/steps-due.test.ts",
  title: "an early bird holds until its time, to the millisecond, and then the regular price comes",
};

const AFTER_DISPUTE: Keeper = {
  file: "lib/orders/disputing/refund-after-dispute.db.test.ts",
  title: "a refund that a dispute blocked goes by itself once the dispute is won, and once however often that is said",
};

const ADD_ON_CLAIMED: Keeper = {
  file: "lib/orders/placing/add-on-stock.race.test.ts",
  title: "go to two of them, the others are refused and charged nothing",
};

const FORGOTTEN: Keeper = {
  file: "lib/waiting-room/reviews/reviews.db.test.ts",
  title: "the list of an event is deleted the day after it ended, and when it is cancelled",
};

const FORGOTTEN_CHURN: Keeper = {
  file: "lib/reservations/churn.db.test.ts",
  title: "is for those who may see the event, and is forgotten after a day",
};

export const PROMISES: Readonly<Record<string, Keeper>> = {
  "checkout.expired.postponedText": POSTPONED(
    "sells nothing: free seats are not held, and a hold is not quoted and not paid for",
  ),
  "event-form.postpone.returns": OPEN_RETURNS,
  "event-form.postpone.policy": OPEN_RETURNS,
  "event.movedReturnsOpen": OPEN_RETURNS,
  "event.refundsOpen": POSTPONED("is told by a second mail, comes into calendars, and opens the sale again"),
  "mail.changed.returnsOpen": OPEN_RETURNS,
  "orders.policy.open": OPEN_RETURNS,
  "orders.refund.introOpen": OPEN_RETURNS,
  "orders.changed.returnsOpen": OPEN_RETURNS,
  "preview.link.state.open": {
    file: "lib/catalog/preview/preview.db.test.ts",
    title: "it ends after the days that were chosen, and looks missing then",
  },
  "allocations.release.later": {
    file: "lib/seating/allocations/paint-guards.db.test.ts",
    title: "a release by hand leaves sold seats counted, and seats that come back follow",
  },
  "designer.picture.hint": {
    file: "lib/seating/plan/edits/background.test.ts",
    title: "a new picture lies behind the drawing with its middle at the origin, locked, and is no part of the layout",
  },
  "mail.refundFailed.disputed": AFTER_DISPUTE,
  "errors.brokenText": {
    file: "deploy/trouble.start.test.ts",
    title: "when the gateway fails the seats stay held, the buyer learns why, and a retry pays once",
  },
  "legal.privacy.kept.text": {
    file: "deploy/security.start.test.ts",
    title: "a card number sent in a wrong field reaches neither the log nor the database",
  },
  "mail.code.ignore": {
    file: "lib/identity/sign-in/mail-code-store.db.test.ts",
    title: "is used up by its own hash only, for its own purpose, person and address",
  },
  "docs.errors.text": {
    file: "lib/platform/http/endpoint.test.ts",
    title: "a failed dependency is 503 with its name and Retry-After",
  },
  "legal.privacy.cookies.text": {
    file: "components/waiting-room/make-proof.test.ts",
    title: "the private half of a browser's key never leaves it",
  },
  "legal.privacy.programs.text": {
    file: "lib/protection/risk/crowds.test.ts",
    title: "Redis holds no address, no user agent, no mail address and no buyer, and lets all of it lapse",
  },
  "legal.privacy.long.text": FORGOTTEN,
  "review.emptyText": FORGOTTEN,
  "legal.privacy.paying.text": {
    file: "lib/orders/persons/persons.db.test.ts",
    title: "is two keyed hashes, other ones at each event: neither the gateway's name of the card nor the address",
  },
  "legal.privacy.holding.text": FORGOTTEN_CHURN,
  "review.churn.emptyText": FORGOTTEN_CHURN,
  "price-notes.early": EARLY_BIRD,
  "price-notes.kept": PRICE_KEPT,
  "price-steps.simulation.lead": {
    file: "lib/pricing/steps/simulated-price.db.test.ts",
    title: "a fan pays exactly the simulated price at each point of the sale: %s",
  },
  "price-notes.earlyBoth": EARLY_BIRD,
  "event.cancelledText": GIVEN_BACK,
  "event.refundsNever": GIVEN_BACK,
  "event.refundsCancelled": GIVEN_BACK,
  "event.movedReturns": RETURNS,
  "event.refundsUntil": TERMS,
  "checkout.refundNever": GIVEN_BACK,
  "checkout.refundUntil": TERMS,
  "checkout.refused.event_cancelled": STOPPED,
  "checkout.expired.eventText": STOPPED,
  "cart.gate.cancelled.text": GIVEN_BACK,
  "orders.policy.over": GIVEN_BACK,
  "orders.policy.never": GIVEN_BACK,
  "orders.policy.cancelled": GIVEN_BACK,
  "orders.called.back": GIVEN_BACK,
  "orders.called.running": GIVEN_BACK,
  "orders.refund.introCancelled": GIVEN_BACK,
  "orders.refund.problem.no_returns": GIVEN_BACK,
  "orders.failed.event_cancelled": STOPPED,
  "orders.changed.returns": RETURNS,
  "orders.failed.late_payment": late(
    "is refunded, never ticketed, where the seats are gone and there are no others (INV-2)",
  ),
  "mail.calledOff.back": GIVEN_BACK,
  "mail.calledOff.uncharged": STOPPED,
  "mail.changed.returns": RETURNS,
  "mail.seatsWorse.preview": WORSE,
  "mail.seatsWorse.intro": WORSE,
  "mail.seatsWorse.returns": WORSE,
  "hall.worseText": WORSE,
  "orders.worse.returns": WORSE,
  "orders.worse.valid": WORSE,
  "mail.offer.otherwise": late("are released and captured money is refunded when no answer comes in time"),
  "legal.help.pay.text": late("is refunded, never ticketed, where the seats are gone and there are no others (INV-2)"),
  "legal.help.refund.text": GIVEN_BACK,
  "legal.terms.price.text": PRICE_KEPT,
  "legal.terms.cancelled.text": RETURNS,
  "mail.waiter.seats": WAITERS,
  // Paying.
  "checkout.unsettled.text": PAID_ONCE,
  "checkout.unsettled.tooMany": PAID_ONCE,
  "orders.pending.slow": PAID_ONCE,
  "checkout.declined.kept": DECLINED,
  "checkout.declined.final": UNPAID,
  "checkout.expired.text": UNPAID,
  "checkout.expired.cancelledText": UNPAID,
  "checkout.atBank.text": UNPAID,
  "orders.unpaid.atBank": UNPAID,
  "orders.failed.unpaid": UNPAID,
  "orders.failed.payment_withdrawn": late("end when the bank takes its promise back before the buyer answers"),
  "mail.void.introLate": late("is never charged where it was only authorized"),
  "mail.void.preview": late("is never charged where it was only authorized"),
  "legal.help.hold.text": UNPAID,
  "legal.terms.hold.text": judged("when they pay: by the mail address, under whatever key the seats were held"),
  "layout.promise": judged("two orders of one address at once do not exceed it together"),
  "checkout.termsChanged.text": {
    file: "lib/orders/placing/terms-of-order.db.test.ts",
    title: "are said, write nothing, leave the seats held, and the buyer who agrees to them pays",
  },
  "checkout.refused.event_changed": NOT_PAID,
  "checkout.refused.seller_cannot_be_paid": {
    file: "lib/orders/settling/connected-payment.db.test.ts",
    title:
      "while the account may take no payments a buyer is refused before anything is asked of it, and the seats stay held",
  },
  "checkout.refused.payment_account_changed": {
    file: "lib/orders/settling/connected-payment.db.test.ts",
    title: "a card that was given to an account is not charged once payments go elsewhere",
  },
  "settings.payouts.lead": {
    file: "lib/orders/settling/connected-payment.db.test.ts",
    title:
      "a sale of an organization with its own account is paid there, with the platform's fee, back to the last refund",
  },
  "checkout.refused.sale_closed": NOT_PAID,
  "checkout.refused.access_ended": NOT_PAID,
  "checkout.refused.seat_limit_exceeded": NOT_PAID,
  "checkout.refused.queue_required": NOT_PAID,
  "checkout.refused.wrong_browser": NOT_PAID,
  "checkout.expired.insideText": NOT_PAID,
  "cart.notice.cancelled": NOT_PAID,
  // Giving back.
  "orders.policy.until": TERMS,
  "orders.refund.intro": RETURNED,
  "organizer.orders.refund.text": ADD_ONS_RETURNED,
  "checkout.invoice.hint": {
    file: "lib/orders/placing/invoice-with-order.db.test.ts",
    title: "is invoiced to them once it is paid, with one document",
  },
  "checkout.invoice.kept": {
    file: "lib/orders/placing/invoice-with-order.db.test.ts",
    title: "keeps them after a declined card, and takes others with the next try: still one document",
  },
  "checkout.refused.not_invoiceable": {
    file: "lib/orders/placing/invoice-with-order.db.test.ts",
    title: "as are those for an organizer who has not said who they are",
  },
  "organizer.orders.refund.confirmWhole": ADD_ONS_RETURNED,
  "organizer.orders.refund.done": ADD_ONS_RETURNED,
  "orders.refund.confirmText": RETURNED,
  "mail.refund.preview": RETURNED,
  "mail.refund.when": RETURNED,
  "docs.refund.text": RETURNED,
  "mail.offer.preview": OFFERED,
  "mail.offer.intro": OFFERED,
  "orders.offer.text": OFFERED,
  "orders.offer.until": OFFERED,
  "mail.changed.valid": moved("is told to its holders, with a calendar file that moves the entry"),
  // Waiting, the API, and what is kept of people.
  "queue.keep.again": queue(
    "a buyer returns to the old place after the first missed call and joins at the end after the second",
  ),
  "queue.waiting.why.too_late": {
    file: "components/waiting-room/queue-view.test.ts",
    title: "names no time to someone for whom no seats are likely to be left, and says why",
  },
  "queue.offline": queue("joining again never costs a place that is waiting, called or admitted"),
  "queue.missed.text": RETURNED,
  "queue.ended.text": RETURNED,
  "waiting-room.form.passHint": queue("skips absent people in place"),
  "cart.gate.sold_out.text": seats("announces a lapsed hold although nothing was written: the same version, now free"),
  "docs.live.text": seats("sends a returning reader exactly the frames it missed, and no snapshot"),
  "docs.pay.text": PAID_ONCE,
  "docs.token.text": {
    file: "lib/identity/tokens/token-grants.db.test.ts",
    title: "used a second time ends the whole sign-in, and the owner is notified",
  },
  "docs.versions.text": {
    file: "app/api/v1/published.test.ts",
    title:
      "a client of the published document still works; what breaks one needs a version, its note, and `npm run api:publish`",
  },
  "personal.erase.voidHint": {
    file: "lib/privacy/erase-account.db.test.ts",
    title: "voids forfeited tickets, sells their seats again and keeps the money in the books",
  },
  "event-form.setup.lead": {
    file: "lib/catalog/organizer-events.db.test.ts",
    title: "is a draft that only its organizer sees, with defaults for omitted fields",
  },
  "event-form.effects.returns": RETURNS,
  "event-form.callOff.money": GIVEN_BACK,
  "event-form.callOff.linkText": GIVEN_BACK,
  "event-form.callOff.moveText": RETURNS,
  "checkout.priceChanged.text": {
    file: "lib/orders/placing/price-of-order.db.test.ts",
    title: "a rule changed after the quote is a refusal with the new price, and nothing is charged or written",
  },
  "checkout.questionsChanged.text": {
    file: "lib/orders/placing/answers-of-order.db.test.ts",
    title: "are said with what is asked now, before any answer is judged, and the buyer who answers them pays",
  },
  "checkout.priceChanged.unknown": {
    file: "lib/orders/placing/price-of-order.db.test.ts",
    title: "a rule changed after the quote is a refusal with the new price, and nothing is charged or written",
  },
  "settings.parts.invoicing.lead": {
    file: "lib/orders/invoicing/issue-invoices.db.test.ts",
    title: "an invoice stays as it was when its seller moves",
  },
  "checkout.refused.add_on_unavailable": ADD_ON_CLAIMED,
  "add-ons.emptyText": ADD_ON_CLAIMED,
  "checkout.refused.ticket_type_unavailable": {
    file: "lib/orders/placing/price-of-order.db.test.ts",
    title: "a ticket type that is gone is refused with its seats, and the seats stay held",
  },
  "sale-pause.pause.text": {
    file: "lib/reservations/pause-sale.db.test.ts",
    title: "honours what is held: it is extended, quoted and paid for",
  },
  "sale-pause.resume.text": {
    file: "lib/reservations/pause-queue.db.test.ts",
    title: "gives a pass as long again as it had when the pause began",
  },
  "cart.paused.text": seats("says whether the sale is paused, as soon as it is announced and once"),
  "challenge.text": PROVEN,
  "challenge.spoken": PROVEN,
  "queue.unproven.text": PROVEN,
};

/** The words that make a sentence a promise about money, places or what stays. */
export const PROMISE_WORDS =
  /without (?:asking|being asked)|by itself|\b(?:never|always)\b|(?:comes?|goes?|gets?|given?|giving|paid|send) (?:[\w\x7b\x7d#]+ ){0,5}back\b|\ball (?:of )?(?:the|your|it)\b|whole price|does not change|need (?:not|to) do (?:anything|nothing)|nothing (?:was|is) charged|\buntil [<\x7b]/i;

/** Sentences with such a word that promise nothing of the kind: labels, facts about what was, and how a page is used. */
export const NO_PROMISES: readonly string[] = [
  "platform.load.settings.forced",
  "platform.load.settings.forbidden",
  "organizer.orders.refund.review",
  "organizer.orders.refund.problem.nothing_left",
  "organizer.orders.refund.problem.too_late",
  "question-editor.always",
  "questions.problems.card_number",
  "presales.codes.to",
  "price-steps.none",
  "price-steps.log.empty",
  "cancellation.title",
  "cancellation.running",
  "cancellation.finishedFailed",
  "cancellation.progress",
  "cancellation.noOrders",
  "cancellation.failures.title",
  "checkout.card.secure",
  "checkout.unpayable.too_large",
  "checkout.unpayable.kept",
  "checkout.refused.not_found",
  "checkout.refused.order_closed",
  "checkout.refused.forbidden",
  "checkout.refused.invalid_request",
  "checkout.refused.unauthenticated",
  "checkout.refused.other",
  "checkout.cardUnreachable.text",
  "checkout.expired.cancelledTitle",
  "docs.lead",
  "docs.refund.title",
  "event.refundsOver",
  "event.movedOver",
  "mail.refund.introLate",
  "mail.void.subject",
  "mail.void.title",
  "mail.dispute.evidence",
  "mail.invitation.preview",
  "mail.invitation.until",
  "mail.calledOff.free",
  "orders.pending.text",
  "orders.unpaid.text",
  "orders.offer.refuse",
  "orders.offer.refusing",
  "orders.refund.title",
  "orders.refund.proofText",
  "orders.refund.proofAction",
  "orders.refund.choose",
  "orders.refund.confirmTitle",
  "event-form.where.noneText",
  "event-form.rules.hold_minutes.hint",
  "event-form.rules.orphanRule.strict",
  "event-form.rules.refund.label",
  "event-form.rules.return_days.label",
  "event-form.conflict.fields.refund",
  "event-form.conflict.fields.returnDays",
  "event-form.effects.noReturns",
  "event-form.callOff.amount",
  "checkout.promo.why.over",
  "promos.to",
  "orders.refund.confirm",
  "orders.refund.problem.unreachable",
  "orders.refund.problem.not_paid",
  "orders.refund.problem.nothing_paid",
  "orders.refund.problem.nothing_left",
  "orders.refund.problem.too_late",
  "orders.refund.problem.ticket_gone",
  "orders.refund.problem.add_on_gone",
  "orders.refund.problem.changed",
  "orders.returned.title",
  "personal.erase.lastOwner",
  "queue.noScript",
  "search.chips.to",
  "security.page.signInAgain",
  "security.passkeyOutcome.two_factor_required",
  "tokens.lead",
  "tokens.row.unused",
  "tokens.table.endless",
  "webhooks.tools.oldSecret",
];
