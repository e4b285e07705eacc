"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { resendCancellation } from "#lib/orders/cancelling/resend-cancellation";
import { refundParams } from "#lib/orders/refunding/refund-contract";
import { retryRefund } from "#lib/orders/refunding/retry-refund";
import { deskOf } from "#lib/organizations/desk";
import { positiveIntText, text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import type {
  ResendRefundCode,
  ResendRefundsState,
  ResendState,
} from "../../../../../../components/organizer/resend-state.ts";
import { type ActionRefusal, action } from "../../../../../action.ts";
import { chosenIds, eachChosen } from "../../../../../each-chosen.ts";

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

/** Sends refunds again that failed, each by its order's number and its id: `ORD-2026-1-AAAAAA/1-0192f0c1-…`. */
export const resendRefundsAction = action(
  {
    route: "/organizer/{organization}/events/{event}#resend-refund",
    authority: deskOf("order.refund"),
    limit: limitTo("manage"),
    input: z.object({ event: positiveIntText, refund: chosenIds(text(80)) }),
    refused: (refusal): ResendRefundsState => ({ refusal: codeOf(refusal) }),
  },
  async ({ who: { organization, staff }, input: { event, refund }, countOne }): Promise<ResendRefundsState> => {
    const result = await eachChosen({ ids: refund, countOne }, async (id) => {
      const [number = "", given] = id.split("/");
      const refundId = refundParams.shape.refund.safeParse(given);
      if (!refundId.success) return failed("not_found");
      const sent = await retryRefund(staff, { number, refundId: refundId.data });
      if (!sent.ok) return failed(sent.refusal.code === "not_refundable" ? "not_failed" : sent.refusal.code);
      return sent.refund.status === "failed" ? failed("refused_again") : { ok: true };
    });
    revalidatePath(`/organizer/${organization.slug}/events/${event}`);
    return { result };
  },
);

function failed<Code extends ResendRefundCode>(code: Code): { ok: false; refusal: { code: Code } } {
  return { ok: false, refusal: { code } };
}
