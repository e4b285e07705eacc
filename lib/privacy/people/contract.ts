import { z } from "zod";
import { personStanding } from "#lib/identity/people/people-contract";
import { ROLES } from "#lib/organizations/permissions";

/** A person as administrators see them: their standing, where they work and how often they bought; never what. */
export const personDetail = personStanding
  .extend({
    organizations: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.enum(ROLES) })),
    orders: z.int(),
  })
  .meta({ id: "AdministeredPerson" });
export type PersonDetail = z.infer<typeof personDetail>;
