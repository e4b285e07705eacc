import { z } from "zod";
import { email, uuid } from "#lib/platform/input";
import { ROLES, type Role } from "./permissions.ts";

/** Requests, answers and forms of organizations. Browser-safe. */
const WIRE_ROLES = ["owner", "manager", "box_office", "gate", "analyst"] as const;

export const roleWire = z.enum(WIRE_ROLES);

/** A role as the tables name it. */
export function roleOf(word: z.output<typeof roleWire>): Role {
  return ROLES[WIRE_ROLES.indexOf(word)] ?? "ANALYST";
}

/** A role as the API names it. */
export function roleWord(role: Role): z.output<typeof roleWire> {
  return WIRE_ROLES[ROLES.indexOf(role)] ?? "analyst";
}

export const organizationParams = z.object({ id: uuid });
export const memberParams = z.object({ id: uuid, user_id: uuid });
export const invitationParams = z.object({ id: uuid, invitation_id: uuid });

export const changeRoleBody = z.object({ role: roleWire });
export const inviteBody = z.object({ email, role: roleWire });

const meta = z.object({ total: z.int(), page: z.int(), limit: z.int() });

export const organizationWire = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  role: roleWire.nullable().describe("null for a platform administrator who does not belong to it"),
});
export const organizationsAnswer = z.object({ data: z.array(organizationWire), meta });

export const memberWire = z.object({
  user_id: z.uuid(),
  name: z.string().nullable(),
  email: z.string(),
  role: roleWire,
  two_factor: z.boolean().describe("whether a second factor or a passkey is set up"),
  joined_at: z.iso.datetime(),
});
export type MemberWire = z.infer<typeof memberWire>;
export const membersAnswer = z.object({ data: z.array(memberWire), meta });

export const invitationWire = z.object({
  id: z.uuid(),
  email: z.string(),
  role: roleWire,
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
});
export type InvitationWire = z.infer<typeof invitationWire>;
export const invitationsAnswer = z.object({ data: z.array(invitationWire), meta });

/** A list that is answered in one page. */
export function wholeList<T>(data: T[]): { data: T[]; meta: z.infer<typeof meta> } {
  return { data, meta: { total: data.length, page: 1, limit: Math.max(data.length, 1) } };
}
