import { z } from "zod";
import { identityRefusals } from "#lib/identity/refusals";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";

/** The refusals of organizations. */
export const organizationRefusals = declareRefusals({
  already_member: { status: 409, title: "This address belongs to a member already." },
  already_suspended: { status: 409, title: "This organization is suspended already." },
  not_suspended: { status: 409, title: "This organization is not suspended." },
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
