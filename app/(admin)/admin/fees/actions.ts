"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { administrator } from "#lib/organizations/account-authority";
import { newPlatformFeeBody } from "#lib/pricing/platform-fees/contract";
import { setPlatformFee } from "#lib/pricing/platform-fees/set-platform-fee";
import { limitTo } from "#lib/protection/limits";
import type { FeeFormState } from "../../../../components/admin/fee-form-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../action.ts";

/** A number as people of either language type it. */
const typed = (number: z.ZodType<number, number>) =>
  z
    .string()
    .regex(/^\d+([.,]\d+)?$/)
    .transform((value) => Number(value.replace(",", ".")))
    .pipe(number);
const { organization_id, currency, percent, fixed } = newPlatformFeeBody.shape;
const noOne = z.literal("").transform(() => undefined);

/** Sets what the platform takes from a time on; a day begins at midnight in UTC. */
export const setFeeAction = action(
  {
    route: "/admin/fees#set",
    authority: administrator,
    limit: limitTo("manage"),
    input: z.object({
      ...{ currency, percent: typed(percent), fixed: typed(fixed) },
      organization_id: z.union([noOne, organization_id]),
      valid_from: z.union([noOne, z.iso.date().transform((day) => `${day}T00:00:00Z`)]),
    }),
    refused,
  },
  async ({ who, input, fields }): Promise<FeeFormState> => {
    const result = await setPlatformFee(who, input);
    if (!result.ok) {
      const { refusal } = result;
      const values = typedIn(fields);
      return refusal.code === "invalid_request"
        ? { values, wrong: refusal.fields.map(({ path }) => path) }
        : { values, refusal: refusal.code };
    }
    revalidatePath("/admin/fees");
    return { done: true };
  },
);

function refused(refusal: ActionRefusal, fields: Fields): FeeFormState {
  const values = typedIn(fields);
  return refusal.code === "invalid_request" ? { values, wrong: refusal.wrong } : { values, refusal: refusal.code };
}

function typedIn(fields: Fields): Record<string, string> {
  const texts = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}
