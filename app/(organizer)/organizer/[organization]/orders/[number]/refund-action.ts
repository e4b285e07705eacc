"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { previewRefund } from "#lib/orders/refunding/preview-refund";
import { type RefundObstacle, refundBody, ticketNumbers } from "#lib/orders/refunding/refund-contract";
import { refundOrder } from "#lib/orders/refunding/refund-order";
import type { RefundOrder } from "#lib/orders/refunding/refund-request";
import type { StaffRefundState } from "#lib/orders/refunding/staff-refund-state";
import { deskOf } from "#lib/organizations/desk";
import { uuidv7 } from "#lib/platform/ids";
import { text, uuid } from "#lib/platform/input";
import { Failure } from "#lib/platform/invariant";
import { limitTo } from "#lib/protection/limits";
import { type ActionRefusal, action, type Fields } from "../../../../../action.ts";
import { formList } from "../../../../../form-list.ts";

const chosen = formList(ticketNumbers.optional()).catch(undefined);
/** A choice is an add-on's id with how many of it: `0192f0c1-… 2`. */
const addOnChoice = z.templateLiteral([z.uuid(), " ", z.int().min(0).max(1_000)]);
const addOns = formList(z.array(addOnChoice).max(50)).catch([]);

/** Refunds the chosen tickets and add-ons of an order, after a preview that says amount, fees and taxes. */
export const refundPartsAction = action(
  {
    route: "/organizer/{organization}/orders/{number}#refund",
    authority: deskOf("order.refund"),
    limit: limitTo("manage"),
    input: z.object({
      number: text(40),
      intent: z.enum(["choose", "review", "confirm"]).catch("review"),
      tickets: chosen,
      add_ons: addOns,
      reason: refundBody.shape.reason.or(z.literal("")),
      once: uuid.optional().catch(undefined),
      seen: z.coerce.number().int().min(0).optional().catch(undefined),
    }),
    refused,
  },
  async ({ who: { organization, staff }, input, fields }): Promise<StaffRefundState> => {
    const { number, intent, once, seen } = input;
    const state = choosing(fields);
    if (intent === "choose") return state;
    const wanted = wantedBy(state);
    if (!wanted) return { ...state, problem: "nothing_chosen" };
    const request = { number, wanted, reason: input.reason || undefined };
    if (intent === "review" || !once) {
      const tried = await previewRefund(staff, request);
      if (!tried.ok) return { ...state, ...problemOf(tried.refusal) };
      return { ...state, step: "confirm", once: uuidv7(), preview: tried.preview };
    }
    const asked = { ...request, seenRefunds: seen, idempotencyKey: `form ${once}` };
    const answer = await refundOrder(staff, asked).catch((error: unknown) => {
      if (error instanceof Failure) return undefined;
      throw error;
    });
    if (!answer) return { ...state, problem: "unreachable" };
    if (!answer.ok) return { ...state, ...problemOf(answer.refusal) };
    revalidatePath(`/organizer/${organization.slug}/orders/${number}`);
    return { step: "choose", chosen: [], addOns: {}, reason: "", once: "", refunded: answer.refund };
  },
);

function choosing(fields: Fields): StaffRefundState {
  const counts = addOns.parse(fields.add_ons).map((choice) => {
    const [id = "", quantity = ""] = choice.split(" ");
    return [id, Number(quantity)] as const;
  });
  const reason = typeof fields.reason === "string" ? fields.reason : "";
  return {
    ...{ step: "choose", chosen: chosen.parse(fields.tickets) ?? [], reason, once: "" },
    addOns: Object.fromEntries(counts.filter(([, quantity]) => quantity > 0)),
  };
}

function wantedBy({ chosen: tickets, addOns: counts }: StaffRefundState): RefundOrder["wanted"] | undefined {
  const wanted = Object.entries(counts).map(([addOnId, quantity]) => ({ addOnId, quantity }));
  if (tickets.length === 0 && wanted.length === 0) return undefined;
  return { ...(tickets.length > 0 ? { tickets } : {}), ...(wanted.length > 0 ? { addOns: wanted } : {}) };
}

function problemOf(refusal: { code: string; reason?: unknown }): Pick<StaffRefundState, "problem" | "refusal"> {
  if (refusal.code === "not_refundable") return { problem: refusal.reason as RefundObstacle };
  const isRight = refusal.code === "forbidden" || refusal.code === "two_factor_required";
  return { refusal: isRight ? refusal.code : "not_found" } as Pick<StaffRefundState, "refusal">;
}

function refused(refusal: ActionRefusal, fields: Fields): StaffRefundState {
  const state = choosing(fields);
  if (refusal.code === "rate_limit_exceeded") return { ...state, wait: refusal.wait };
  if (refusal.code !== "invalid_request") return { ...state, refusal: refusal.code };
  return { ...state, ...(refusal.wrong.includes("reason") ? { problem: "reason" } : { refusal: "not_found" }) };
}
