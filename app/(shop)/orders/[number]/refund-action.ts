"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { identify } from "#lib/identity/identify";
import { type RefundObstacle, refundBody } from "#lib/orders/refunding/refund-contract";
import type { RefundFormState } from "#lib/orders/refunding/refund-form-state";
import { refundOrder } from "#lib/orders/refunding/refund-order";
import { uuidv7 } from "#lib/platform/ids";
import { text, uuid } from "#lib/platform/input";
import { Failure } from "#lib/platform/invariant";
import { limitTo } from "#lib/protection/limits";
import { inRequest, takeFrom } from "../../../in-request.ts";

const input = z.object({
  number: text(40),
  key: text(200).optional(),
  intent: z.enum(["choose", "review", "confirm"]).catch("review"),
  tickets: refundBody.shape.tickets.catch(undefined),
  once: uuid.optional().catch(undefined),
});

/** Gives the chosen tickets back, after they were looked at once more. */
export async function giveTicketsBack(_: RefundFormState, form: FormData): Promise<RefundFormState> {
  const read = input.safeParse({
    number: form.get("number"),
    key: form.get("key") ?? undefined,
    intent: form.get("intent"),
    tickets: form.getAll("tickets"),
    once: form.get("once") ?? undefined,
  });
  if (!read.success) return { step: "choose", chosen: [], once: "", problem: "gone" };
  const { number, key, intent, tickets, once } = read.data;
  const state = { step: "choose", chosen: tickets ?? [], once: "" } as const;
  if (intent === "choose") return state;
  if (!tickets) return { ...state, problem: "nothing_chosen" };
  if (intent === "review" || !once) return { ...state, step: "confirm", once: uuidv7() };
  const person = await identify(await headers());
  const wait = await takeFrom(limitTo("buy"), person.keys[0]);
  if (wait > 0) return { ...state, wait };
  const request = { number, wanted: { tickets }, linkKey: key, idempotencyKey: `form ${once}` };
  const answer = await inRequest(() => refundOrder(person, request)).catch((error: unknown) => {
    if (error instanceof Failure) return undefined;
    throw error;
  });
  if (!answer) return { ...state, problem: "unreachable" };
  if (!answer.ok) return { ...state, problem: problemOf(answer.refusal) };
  const keyQuery = key ? `&key=${encodeURIComponent(key)}` : "";
  redirect(`/orders/${number}?returned=1${keyQuery}`);
}

function problemOf(refusal: { code: string; reason?: unknown }): RefundObstacle | "gone" {
  return refusal.code === "not_refundable" ? (refusal.reason as RefundObstacle) : "gone";
}
