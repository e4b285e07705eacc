import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SaleQuote } from "#lib/pricing/quote/sale";
import { sumOf } from "#lib/pricing/quote/spread";
import { quote, sale } from "#lib/pricing/quote/testing/any-sale";
import { judgeRefund, type RefundAsked, type RefundFacts } from "../refunding/judge-refund.ts";
import type { SoldAddOn } from "../refunding/refund-rules.ts";
import { linesOfOrder, type SoldLines, totalsOf } from "./invoice-lines.ts";
import { type Draft, type Issued, type OrderToInvoice, planDocuments } from "./plan-documents.ts";

/** An order of a quote, as its rows keep it. */
function soldBy({ tickets, addOns, totalMinor, addedTaxMinor }: SaleQuote): SoldLines {
  return {
    order: { totalMinor, addedTaxMinor, addOnsMinor: sumOf(addOns.map((each) => each.totalMinor)) },
    items: tickets.map(({ seatId, listMinor, unitMinor, parts, taxes, ticketType, feeMinor }) => {
      const seat = { seatId, section: "Stalls", row: "A", number: String(seatId), isTable: false };
      const price = { priceLevel: "Standard", listFeeMinor: feeMinor, ticketType, listMinor, unitMinor };
      return { ...seat, ...price, reductions: parts, taxes };
    }),
    addOns,
  };
}

/** The documents of an order while things happen to it, with what was refunded. */
function anInvoicedOrder(sold: SoldLines, isTaxInclusive: boolean) {
  let order: OrderToInvoice = {
    ...{ state: "paid", lines: linesOfOrder(sold), isTaxInclusive, isWanted: true, billingRevision: 0 },
    ...{ refunds: [], issued: [] },
  };
  let live = sold.items.map(({ seatId, unitMinor }) => {
    return { id: `t${seatId}`, number: `T${seatId}`, seatId, unitMinor, isUsed: false };
  });
  const refunds: { kind: "REQUESTED"; amountMinor: number; ticketIds: string[]; addOnIds: string[] }[] = [];
  const addOns: SoldAddOn[] = sold.addOns.map((each) => ({ ...each, returned: 0, returnedMinor: 0 }));
  const issue = (): Draft[] => {
    const drafts = planDocuments(order);
    for (const draft of drafts) {
      const invoice = order.issued.findLast(({ kind }) => kind === "INVOICE");
      const invoiceId = draft.kind === "CREDIT_NOTE" && invoice ? invoice.id : null;
      order = { ...order, issued: [...order.issued, { ...draft, id: `d${order.issued.length}`, invoiceId }] };
    }
    return drafts;
  };
  return {
    issue,
    issued: (): readonly Issued[] => order.issued,
    refundedMinor: () => sumOf(refunds.map(({ amountMinor }) => amountMinor)),
    correct: () => {
      order = { ...order, billingRevision: order.billingRevision + 1 };
    },
    undo: () => {
      order = { ...order, state: "undone" };
    },
    refund: (wanted: Pick<RefundAsked, "kind" | "numbers" | "amountMinor" | "addOns">) => {
      const facts: RefundFacts = {
        ...{ now: new Date(), event: { isCancelled: false, refundUntil: null }, refunds, live, addOns },
        ...{ refundCount: refunds.length, forfeitedMinor: 0 },
        order: { ...sold.order, status: refunds.length > 0 ? "PARTIALLY_REFUNDED" : "PAID" },
        payment: { status: "CAPTURED", amountMinor: sold.order.totalMinor },
        priceMinor: sumOf(sold.items.map(({ unitMinor }) => unitMinor)),
      };
      const by = { reason: "", byOwner: false, actor: "staff", key: "", stepMinor: 1, gatewayId: null };
      const judged = judgeRefund(facts, { ...wanted, ...by });
      if (judged.said !== "ok") return;
      const gone = new Set(judged.chosen.map(({ id }) => id));
      live = live.filter(({ id }) => !gone.has(id));
      for (const { addOnId, quantity, minor } of judged.addOns) {
        const kept = addOns.find((each) => each.addOnId === addOnId);
        if (kept)
          Object.assign(kept, { returned: kept.returned + quantity, returnedMinor: kept.returnedMinor + minor });
      }
      const { amountMinor, addOns: back } = judged;
      const addOnIds = back.map(({ addOnId }) => addOnId);
      refunds.push({ kind: "REQUESTED", amountMinor, ticketIds: [...gone], addOnIds });
      const seatIds = judged.chosen.map(({ seatId }) => seatId);
      const parts = { id: `r${refunds.length}`, amountMinor, seatIds, addOns: back };
      order = { ...order, refunds: [...order.refunds, parts] };
    },
    /** One more of each add-on of which one is left, at most so many add-ons. */
    oneMore: (count: number) =>
      addOns
        .filter(({ quantity, returned }) => returned < quantity)
        .slice(0, count)
        .map(({ addOnId }) => ({ addOnId, quantity: 1 })),
    numbersLive: () => live.map(({ number }) => number),
  };
}

/** All invoices less all credit notes: the total, and each tax. */
function standing(issued: readonly Issued[]) {
  const sign = (document: Issued) => (document.kind === "INVOICE" ? 1 : -1);
  const all = issued.map((document) => ({ sign: sign(document), totals: totalsOf(document.lines) }));
  const taxes = new Map<string, number>();
  for (const { sign: by, totals } of all) {
    for (const { id, amountMinor } of totals.taxes) taxes.set(id, (taxes.get(id) ?? 0) + by * amountMinor);
  }
  return { totalMinor: sumOf(all.map(({ sign: by, totals }) => by * totals.totalMinor)), taxes };
}

function addsUp({ lines }: Issued, isTaxInclusive: boolean): void {
  for (const { listMinor, reductions, taxes, totalMinor, feeMinor } of lines) {
    const taxMinor = sumOf(taxes.map(({ amountMinor }) => amountMinor));
    const off = sumOf(reductions.map(({ amountMinor }) => amountMinor));
    expect(listMinor - off + (isTaxInclusive ? 0 : taxMinor)).toBe(totalMinor);
    expect(Math.min(totalMinor - taxMinor, feeMinor, totalMinor - feeMinor)).toBeGreaterThanOrEqual(0);
    const amounts = taxes.flatMap(({ amountMinor, netMinor }) => [amountMinor, netMinor]);
    expect(Math.min(0, ...amounts)).toBe(0);
  }
}

const step = fc.oneof(
  fc.record({ does: fc.constant("tickets" as const), share: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ does: fc.constant("add_ons" as const), share: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ does: fc.constant("both" as const), share: fc.constant(1) }),
  fc.record({ does: fc.constant("amount" as const), share: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ does: fc.constantFrom("correct" as const, "whole" as const, "undo" as const), share: fc.constant(0) }),
);

test("of any order, after any refunds, invoices less credit notes are what was kept, and every document adds up", () => {
  fc.assert(
    fc.property(sale, fc.array(step, { maxLength: 6 }), (asked, steps) => {
      const quoted = quote(asked);
      const sold = soldBy(quoted);
      const order = anInvoicedOrder(sold, quoted.isTaxInclusive);
      order.issue();
      const [invoice] = order.issued();
      expect(invoice === undefined).toBe(quoted.totalMinor === 0);
      if (!invoice) return;
      expect(totalsOf(invoice.lines).totalMinor).toBe(quoted.totalMinor);
      const byId = (taxes: readonly { id: string }[]) => new Map(taxes.map((tax) => [tax.id, tax]));
      expect(byId(totalsOf(invoice.lines).taxes)).toEqual(byId(quoted.taxes));
      let isUndone = false;
      for (const { does, share } of steps) {
        if (isUndone) break;
        const amountMinor = Math.floor((quoted.totalMinor * share) / 100);
        if (does === "tickets")
          order.refund({ kind: "tickets", numbers: order.numbersLive().slice(0, share), amountMinor: null });
        if (does === "add_ons")
          order.refund({ kind: "add_ons", numbers: [], addOns: order.oneMore(share), amountMinor: null });
        if (does === "both") {
          const numbers = order.numbersLive().slice(0, share);
          order.refund({ kind: "add_ons", numbers, addOns: order.oneMore(share), amountMinor: null });
        }
        if (does === "amount") order.refund({ kind: "amount", numbers: [], amountMinor });
        if (does === "whole") order.refund({ kind: "whole", numbers: [], amountMinor: null });
        if (does === "correct") order.correct();
        if (does === "undo") order.undo();
        isUndone = does === "undo";
        order.issue();
        expect(order.issue()).toEqual([]);
        const kept = isUndone ? 0 : quoted.totalMinor - order.refundedMinor();
        const now = standing(order.issued());
        expect(now.totalMinor).toBe(kept);
        if (kept === 0) for (const amount of now.taxes.values()) expect(amount).toBe(0);
        for (const amount of now.taxes.values()) expect(amount).toBeGreaterThanOrEqual(0);
        for (const each of order.issued()) addsUp(each, quoted.isTaxInclusive);
      }
    }),
    { numRuns: 300 },
  );
});

describe("an order of before, whose items have no final price,", () => {
  const item = (seatId: number): SoldLines["items"][number] => ({
    ...{ seatId, section: "Stalls", row: "A", number: String(seatId), isTable: false, priceLevel: "Standard" },
    ...{ listFeeMinor: 450, ticketType: null, listMinor: null, unitMinor: 4_500, reductions: [], taxes: [] },
  });

  test("is invoiced with its discount on all tickets, to the cent", () => {
    const order = { totalMinor: 12_501, addOnsMinor: 0, addedTaxMinor: 0 };
    const lines = linesOfOrder({ order, items: [item(1), item(2), item(3)], addOns: [] });
    expect(lines.map(({ totalMinor }) => totalMinor)).toEqual([4_167, 4_167, 4_167]);
    expect(lines[0]?.reductions).toEqual([{ kind: "code", id: "", name: "", amountMinor: 333 }]);
    expect(totalsOf(lines)).toEqual({ taxes: [], netMinor: 12_501, taxMinor: 0, totalMinor: 12_501 });
  });
});
