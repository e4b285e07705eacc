"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { resendCancellation } from "#lib/orders/cancelling/resend-cancellation";
import type { ResendRefundState } from "#lib/orders/refunding/failed-refunds-contract";
import { refundParams } from "#lib/orders/refunding/refund-contract";
import { retryRefund } from "#lib/orders/refunding/retry-refund";
import { deskOf } from "#lib/organizations/desk";
import { positiveIntText, text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import type { ResendState } from "../../../../../../components/organizer/resend-state.ts";
import { type ActionRefusal, action } from "../../../../../action.ts";

/** Sends again what failed while a cancelled event's orders were given back. */
export const resendCancellationAction = action(
  {
    route: "/organizer/{organization}/events/{event}#resend",
    authority: deskOf("order.refund"),
    limit: limitTo("manage"),
    input: z.object({ event: positiveIntText }),
    refused: (refusal): ResendState => ({ refusal: codeOf(refusal) }),
  },
  async ({ who: { organization, staff }, input }): Promise<ResendState> => {
    const sent = await resendCancellation(staff, input.event);
    if (!sent.ok) return { refusal: sent.refusal.code };
    revalidatePath(`/organizer/${organization.slug}/events/${input.event}`);
    return { isResent: true };
  },
);

function codeOf({ code }: ActionRefusal) {
  return code === "invalid_request" ? "not_found" : code;
}

/** Sends one refund again that failed. */
export const resendRefundAction = action(
  {
    route: "/organizer/{organization}/events/{event}#resend-refund",
    authority: deskOf("order.refund"),
    limit: limitTo("manage"),
    input: z.object({ event: positiveIntText, number: text(40), refund: refundParams.shape.refund }),
    refused: (refusal): ResendRefundState => ({ refusal: codeOf(refusal) }),
  },
  async ({ who: { organization, staff }, input: { event, number, refund: refundId } }): Promise<ResendRefundState> => {
    const sent = await retryRefund(staff, { number, refundId });
    if (!sent.ok) return { refusal: sent.refusal.code === "not_refundable" ? "not_failed" : sent.refusal.code };
    revalidatePath(`/organizer/${organization.slug}/events/${event}`);
    return { resent: { orderNumber: sent.refund.order_number, status: sent.refund.status } };
  },
);
