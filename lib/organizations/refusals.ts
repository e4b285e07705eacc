import { z } from "zod";
import { identityRefusals } from "#lib/identity/refusals";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";

/** The refusals of organizations. */
export const organizationRefusals = declareRefusals({
  already_member: { status: 409, title: "This address belongs to a member already." },
  already_suspended: { status: 409, title: "This organization is suspended already." },
  not_suspended: { status: 409, title: "This organization is not suspended." },
  already_decided: { status: 409, title: "This organization does not wait for a decision." },
  organization_not_approved: {
    status: 403,
    title:
      "The platform has not approved this organization yet. All can be prepared; events are put on sale afterwards.",
  },
  organization_limit_reached: {
    status: 409,
    title: "You own as many organizations as one person may.",
    data: z.object({ limit: z.int() }),
  },
  organization_changed: {
    status: 409,
    title: "Someone else changed this organization in the meantime.",
    data: z.object({
      revision: z.int().meta({ description: "The organization's revision of now." }),
      changed_at: z.iso.datetime(),
      changed_by: z.string().nullable(),
      changes: z.record(z.string(), z.unknown()).meta({ description: "The fields that changed, as they are now." }),
    }),
  },
  saved_view_limit_reached: {
    status: 409,
    title: "This list has as many saved views as it may have.",
    data: z.object({ limit: z.int() }),
  },
  saved_view_name_taken: { status: 409, title: "Another view of this list has this name." },
  checklist_incomplete: { status: 409, title: "More than the first sale is missing still." },
  currency_fixed: { status: 409, title: "Tickets were ordered in this currency: it stays." },
  last_owner: {
    status: 409,
    title: "An organization keeps at least one owner: make somebody else an owner first.",
    data: z.object({ organizations: z.array(z.string()).optional() }),
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof organizationRefusals> {}
}

export const refuse = refuseWith(organizationRefusals, identityRefusals);
