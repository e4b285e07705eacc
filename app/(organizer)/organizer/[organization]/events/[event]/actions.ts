"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { resendCancellation } from "#lib/orders/cancelling/resend-cancellation";
import { deskOf } from "#lib/organizations/desk";
import { positiveIntText } from "#lib/platform/input";
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
    refused,
  },
  async ({ who: { organization, staff }, input }): Promise<ResendState> => {
    const sent = await resendCancellation(staff, input.event);
    if (!sent.ok) return { refusal: sent.refusal.code };
    revalidatePath(`/organizer/${organization.slug}/events/${input.event}`);
    return { isResent: true };
  },
);

function refused({ code }: ActionRefusal): ResendState {
  return { refusal: code === "invalid_request" ? "not_found" : code };
}
