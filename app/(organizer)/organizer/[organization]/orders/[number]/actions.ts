"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { voidBody } from "#lib/orders/voiding/void-contract";
import type { VoidFormState } from "#lib/orders/voiding/void-form-state";
import { voidFreeTickets } from "#lib/orders/voiding/void-free-tickets";
import { deskOf } from "#lib/organizations/desk";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { type ActionRefusal, action, type Fields } from "../../../../../action.ts";
import { formList } from "../../../../../form-list.ts";

const chosen = formList(voidBody.shape.tickets).catch(undefined);

/** Voids the chosen free tickets of an order, after a preview. */
export const voidTicketsAction = action(
  {
    route: "/organizer/{organization}/orders/{number}#void",
    authority: deskOf("order.refund"),
    limit: limitTo("manage"),
    input: z.object({
      number: text(40),
      intent: z.enum(["choose", "review", "confirm"]).catch("review"),
      tickets: chosen,
      reason: voidBody.shape.reason.or(z.literal("")),
    }),
    refused,
  },
  async ({ who: { organization, staff }, input, fields }): Promise<VoidFormState> => {
    const { number, intent, tickets, reason } = input;
    const state = choosing(fields);
    if (intent === "choose") return state;
    if (!tickets) return { ...state, problem: "nothing_chosen" };
    if (intent === "review") return { ...state, step: "confirm" };
    const answer = await voidFreeTickets(staff, { number, tickets, reason: reason || undefined });
    if (answer.ok) {
      revalidatePath(`/organizer/${organization.slug}/orders/${number}`);
      return { step: "choose", chosen: [], reason: "", voided: answer.voided.tickets.length };
    }
    const { refusal } = answer;
    if (refusal.code === "not_voidable") return { ...state, problem: refusal.reason, used: refusal.tickets ?? [] };
    return { ...state, refusal: refusal.code };
  },
);

function choosing(fields: Fields): VoidFormState {
  const reason = typeof fields.reason === "string" ? fields.reason : "";
  return { step: "choose", chosen: chosen.parse(fields.tickets) ?? [], reason };
}

function refused(refusal: ActionRefusal, fields: Fields): VoidFormState {
  const state = choosing(fields);
  if (refusal.code === "rate_limit_exceeded") return { ...state, wait: refusal.wait };
  if (refusal.code !== "invalid_request") return { ...state, refusal: refusal.code };
  return { ...state, ...(refusal.wrong.includes("reason") ? { problem: "reason" } : { refusal: "not_found" }) };
}
