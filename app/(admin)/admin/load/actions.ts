"use server";

import { revalidatePath } from "next/cache";
import { administrator } from "#lib/organizations/account-authority";
import { setLoadSwitch } from "#lib/organizations/administration/set-load-switch";
import { limitTo } from "#lib/protection/limits";
import { switchBody, switchParams } from "#lib/protection/load/contract";
import type { LoadFormState } from "../../../../components/admin/load-form-state.ts";
import { action } from "../../../action.ts";

/** Sets the switch of one step. */
export const setLoadSwitchAction = action(
  {
    route: "/admin/load#switch",
    authority: administrator,
    limit: limitTo("manage"),
    input: switchParams.extend(switchBody.shape),
    refused: ({ code }): LoadFormState => ({ refusal: code }),
  },
  async ({ who, input }): Promise<LoadFormState> => {
    await setLoadSwitch(who, input);
    revalidatePath("/admin/load");
    return { done: true };
  },
);
