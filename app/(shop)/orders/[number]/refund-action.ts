"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type RefundObstacle, refundBody } from "#lib/orders/refunding/refund-contract";
import type { RefundFormState } from "#lib/orders/refunding/refund-form-state";
import { refundOrder } from "#lib/orders/refunding/refund-order";
import { buyer } from "#lib/organizations/authority";
import { uuidv7 } from "#lib/platform/ids";
import { text, uuid } from "#lib/platform/input";
import { Failure } from "#lib/platform/invariant";
import { limitTo } from "#lib/protection/limits";
import { action, type Fields } from "../../../action.ts";
import { formList } from "../../../form-list.ts";

const chosen = formList(refundBody.shape.tickets).catch(undefined);

/** Gives the chosen tickets back, after they were looked at once more. */
export const giveTicketsBack = action(
  {
    route: "/orders/{number}#refund",
    authority: buyer,
    limit: limitTo("buy"),
    input: z.object({
      number: text(40),
      key: text(200).optional(),
      intent: z.enum(["choose", "review", "confirm"]).catch("review"),
      tickets: chosen,
      once: uuid.optional().catch(undefined),
    }),
    refused: (refusal, fields): RefundFormState => ({
      ...choosing(fields),
      ...(refusal.code === "rate_limit_exceeded" ? { wait: refusal.wait } : { problem: "gone" }),
    }),
  },
  async ({ who, input, fields }): Promise<RefundFormState> => {
    const { number, key, intent, tickets, once } = input;
    const state = choosing(fields);
    if (intent === "choose") return state;
    if (!tickets) return { ...state, problem: "nothing_chosen" };
    if (intent === "review" || !once) return { ...state, step: "confirm", once: uuidv7() };
    const request = { number, wanted: { tickets }, linkKey: key, idempotencyKey: `form ${once}` };
    const answer = await refundOrder(who, request).catch((error: unknown) => {
      if (error instanceof Failure) return undefined;
      throw error;
    });
    if (!answer) return { ...state, problem: "unreachable" };
    if (!answer.ok) return { ...state, problem: problemOf(answer.refusal) };
    const keyQuery = key ? `&key=${encodeURIComponent(key)}` : "";
    redirect(`/orders/${number}?returned=1${keyQuery}`);
  },
);

function choosing(fields: Fields): RefundFormState {
  return { step: "choose", chosen: chosen.parse(fields.tickets) ?? [], once: "" };
}

function problemOf(refusal: { code: string; reason?: unknown }): RefundObstacle | "gone" | "proof_required" {
  if (refusal.code === "proof_required") return refusal.code;
  return refusal.code === "not_refundable" ? (refusal.reason as RefundObstacle) : "gone";
}
