import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAnswer } from "../api/call.ts";
import { checkBuyer, problemsFromServer } from "./buyer-check.ts";
import { forgetAttempt, keepAttempt, type PayAttempt, readAttempt } from "./pay-attempt.ts";
import { type CommitOutcome, commitOutcome, declineReason } from "./pay-client.ts";
import { nextStep } from "./pay-state.ts";

describe("an answer of the commit endpoint", () => {
  const outcomeOf = async (status: number, json: object) =>
    commitOutcome(await readAnswer<"POST /api/v1/reservations/{id}/commit">(Response.json(json, { status })));
  const read = async (status: number, json: object) => (await outcomeOf(status, json)).kind;

  test("becomes the state that it means for the buyer", async () => {
    expect(await outcomeOf(200, { order_id: "ORD-2026-C-ABCDEF" })).toEqual({
      kind: "paid",
      orderNumber: "ORD-2026-C-ABCDEF",
    });
    const next = { redirect_url: "https://bank.example" };
    expect(await outcomeOf(202, { status: "requires_action", client_secret: "s", next_action: next })).toEqual({
      kind: "challenge",
      clientSecret: "s",
      redirectUrl: "https://bank.example",
    });
    expect(await read(202, { status: "processing" })).toBe("in_progress");
    expect(await read(409, { error: "request_in_progress" })).toBe("in_progress");
    expect(await read(402, { error: "payment_failed", reason: "insufficient_funds" })).toBe("declined");
    expect(await read(410, { error: "reservation_expired" })).toBe("expired");
    expect(await read(422, { error: "promo_code_invalid" })).toBe("promo_invalid");
    const unpayable = { error: "amount_not_payable", currency: "EUR" };
    expect(await outcomeOf(422, { ...unpayable, reason: "too_small", limit: 0.5 })).toEqual({
      ...{ kind: "unpayable", limit: { kind: "too_small", minor: 50 } },
    });
    expect(await outcomeOf(422, { ...unpayable, reason: "too_large" })).toEqual({
      kind: "unpayable",
      limit: undefined,
    });
    expect(await read(400, { error: "invalid_request", fields: [] })).toBe("invalid");
    expect(await read(404, { error: "not_found" })).toBe("refused");
  });

  test("that does not settle where the money is never ends the attempt", async () => {
    expect(await outcomeOf(429, {})).toEqual({ kind: "too_many" });
    for (const status of [500, 502, 503, 504]) {
      expect(await outcomeOf(status, {})).toEqual({ kind: "unreachable" });
      const page = new Response("<html>a proxy's page</html>", { status });
      expect(commitOutcome(await readAnswer(page))).toEqual({ kind: "unreachable" });
    }
  });

  test("with a decline code without its own text becomes a plain decline", () => {
    expect(declineReason("insufficient_funds")).toBe("insufficient_funds");
    expect(declineReason("stolen_card")).toBe("lost_card");
    expect(declineReason("authentication_failed")).toBe("authentication_required");
    expect(declineReason("fraudulent")).toBe("card_declined");
    expect(declineReason(undefined)).toBe("card_declined");
  });
});

describe("the next step", () => {
  const outcome: fc.Arbitrary<CommitOutcome> = fc.oneof(
    fc.constant<CommitOutcome>({ kind: "paid", orderNumber: "ORD-2026-C-ABCDEF" }),
    fc.constant<CommitOutcome>({ kind: "challenge", clientSecret: "s", redirectUrl: "https://bank.example" }),
    fc.constant<CommitOutcome>({ kind: "challenge", clientSecret: "s" }),
    fc
      .constantFrom<CommitOutcome["kind"]>("in_progress", "expired", "promo_invalid", "unreachable", "too_many")
      .map((kind) => ({ kind }) as CommitOutcome),
    fc.constant<CommitOutcome>({ kind: "unpayable", limit: undefined }),
    fc.constant<CommitOutcome>({ kind: "price_changed", totalMinor: 9_000 }),
    fc.boolean().map((retryAllowed): CommitOutcome => ({ kind: "declined", reason: "card_declined", retryAllowed })),
  );

  test("forgets an attempt only when it certainly takes no more money (INV-6)", () => {
    const over = new Set([
      ...["paid", "declined", "expired", "promo_invalid", "unpayable", "price_changed", "invalid", "refused"],
    ]);
    fc.assert(
      fc.property(outcome, fc.boolean(), (given, cameBack) => {
        expect(nextStep(given, cameBack).attempt === "forget").toBe(over.has(given.kind));
      }),
    );
  });

  test("after paying leaves no payment page on the way back", () => {
    expect(nextStep({ kind: "paid", orderNumber: "ORD-1" }, false).go).toEqual({
      href: "/orders/ORD-1?new=1",
      how: "replace",
    });
  });

  test("does not send a buyer who came back from the bank there again", () => {
    const challenge: CommitOutcome = { kind: "challenge", clientSecret: "s", redirectUrl: "https://bank.example" };
    expect(nextStep(challenge, false).go).toEqual({ href: "https://bank.example", how: "assign" });
    expect(nextStep(challenge, true)).toEqual({ state: { phase: "at_bank" }, attempt: "challenge" });
  });
});

describe("an attempt", () => {
  const storage = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
  };
  const attempt: PayAttempt = {
    phase: "sent",
    body: {
      payment_method_id: "pm_1",
      idempotency_key: "k",
      billing_details: { name: "Ada", email: "ada@example.org" },
      locale: "en",
    },
  };

  test("survives a reload under its reservation, and no other reservation sees it", () => {
    const tab = storage();
    keepAttempt("12-a", attempt, tab);
    expect(readAttempt("12-a", tab)).toEqual(attempt);
    expect(readAttempt("12-b", tab)).toBeUndefined();
    forgetAttempt("12-a", tab);
    expect(readAttempt("12-a", tab)).toBeUndefined();
  });

  test("that is broken or of another shape is ignored", () => {
    const tab = storage();
    for (const text of [
      "",
      "{",
      "null",
      "7",
      '{"phase":"sent"}',
      '{"phase":"sent","body":null}',
      '{"phase":"x","body":{}}',
    ]) {
      tab.setItem("fairseat.pay.12-a", text);
      expect(readAttempt("12-a", tab)).toBeUndefined();
    }
  });

  test("is only forgotten, never an error, where the browser keeps nothing", () => {
    const full = {
      getItem: (): string => {
        throw new Error("denied");
      },
      setItem: () => {
        throw new Error("denied");
      },
      removeItem: () => {
        throw new Error("denied");
      },
    };
    keepAttempt("12-a", attempt, full);
    forgetAttempt("12-a", full);
    expect(readAttempt("12-a", full)).toBeUndefined();
  });
});

describe("what a buyer writes", () => {
  const buyer = { name: "Ada Lovelace", email: "ada@example.org", phone: "" };

  test("is enough with a name, an address and the terms", () => {
    expect(checkBuyer(buyer, true)).toEqual({});
    expect(checkBuyer({ ...buyer, phone: "+34 600 123 456" }, true)).toEqual({});
  });

  test("is answered field by field", () => {
    expect(checkBuyer({ name: " ", email: "", phone: "call me" }, false)).toEqual({
      name: "nameMissing",
      email: "emailMissing",
      phone: "phoneWrong",
      terms: "termsMissing",
    });
    expect(checkBuyer({ ...buyer, name: "a".repeat(121), email: "ada@exa mple.org" }, true)).toEqual({
      name: "nameLong",
      email: "emailWrong",
    });
  });

  test("and the server refuses is shown beside the same fields", () => {
    const fields = [{ path: "billing_details.email" }, { path: "idempotency_key" }];
    expect(problemsFromServer(fields)).toEqual({ email: "emailWrong" });
  });

  test("of the invoice, and the server refuses, is shown beside its field and needs no notice", () => {
    const outcome: CommitOutcome = { kind: "invalid", fields: [{ path: "invoice.vat_id", message: "m" }] };
    expect(nextStep(outcome, false)).toEqual({
      state: { phase: "ready", problem: { kind: "fields", problems: {}, invoice: { vat_id: "wrong" } } },
      attempt: "forget",
    });
  });
});
