"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { hideChecklist } from "#lib/analytics/read-checklist";
import { deskOf } from "#lib/organizations/desk";
import { limitTo } from "#lib/protection/limits";
import type { HideState } from "../../../../components/organizer/hide-state.ts";
import { action } from "../../../action.ts";

/** Hides the checklist from the overview. While it is incomplete it stays: the page shows what is missing. */
export const hideChecklistAction = action(
  {
    route: "/organizer/{organization}#hide-checklist",
    authority: deskOf("organization.manage"),
    limit: limitTo("manage"),
    input: z.object({}),
    refused: ({ code }): HideState => ({ refusal: code === "invalid_request" ? "not_found" : code }),
  },
  async ({ who: { organization, staff } }): Promise<HideState> => {
    const hidden = await hideChecklist(staff, organization.id);
    revalidatePath(`/organizer/${organization.slug}`);
    return hidden.ok ? {} : { refusal: hidden.refusal.code };
  },
);
