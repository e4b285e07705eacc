"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { changeRoleBody, inviteBody, roleOf } from "#lib/organizations/contract";
import { deskOf } from "#lib/organizations/desk";
import { inviteMember, revokeInvitation } from "#lib/organizations/invitations/invite-member";
import { changeMemberRole } from "#lib/organizations/members/change-member-role";
import { removeMember } from "#lib/organizations/members/remove-member";
import { uuid } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import type { MemberFormState } from "../../../../../components/organizer/member-form-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../../action.ts";

const way = { authority: deskOf("member.manage"), limit: limitTo("manage"), refused };

export const changeRoleAction = action(
  {
    ...way,
    route: "/organizer/{organization}/members#change-role",
    input: changeRoleBody.extend({ user_id: uuid }),
  },
  async ({ who: { organization, staff }, input }): Promise<MemberFormState> => {
    const wanted = { organizationId: organization.id, userId: input.user_id, role: roleOf(input.role) };
    const result = await changeMemberRole(staff, wanted);
    if (!result.ok) return { refusal: result.refusal.code };
    revalidatePath(`/organizer/${organization.slug}`, "layout");
    return { done: "changed" };
  },
);

export const removeMemberAction = action(
  { ...way, route: "/organizer/{organization}/members#remove", input: z.object({ user_id: uuid }) },
  async ({ who: { organization, staff }, input }): Promise<MemberFormState> => {
    const result = await removeMember(staff, { organizationId: organization.id, userId: input.user_id });
    if (!result.ok) return { refusal: result.refusal.code };
    if (input.user_id === staff.userId) redirect("/organizer");
    revalidatePath(pathOf(organization));
    return { done: "removed" };
  },
);

export const inviteAction = action(
  {
    ...way,
    route: "/organizer/{organization}/members#invite",
    input: inviteBody,
    refused: (refusal, fields): MemberFormState => ({
      values: typedIn(fields),
      ...(refusal.code === "invalid_request" ? { wrong: true } : { refusal: refusal.code }),
    }),
  },
  async ({ who: { organization, staff }, input, fields }): Promise<MemberFormState> => {
    const { email, role } = input;
    const wanted = { organizationId: organization.id, email, role: roleOf(role) };
    const result = await inviteMember(staff, wanted);
    if (!result.ok) return { values: typedIn(fields), refusal: result.refusal.code };
    revalidatePath(pathOf(organization));
    return { done: "sent", email };
  },
);

export const revokeInvitationAction = action(
  { ...way, route: "/organizer/{organization}/members#revoke-invitation", input: z.object({ invitation_id: uuid }) },
  async ({ who: { organization, staff }, input }): Promise<MemberFormState> => {
    const result = await revokeInvitation(staff, { organizationId: organization.id, id: input.invitation_id });
    if (!result.ok) return { refusal: result.refusal.code };
    revalidatePath(pathOf(organization));
    return { done: "revoked" };
  },
);

function refused({ code }: ActionRefusal): MemberFormState {
  return { refusal: code === "invalid_request" ? "not_found" : code };
}

function typedIn({ email, role }: Fields): { email: string; role: string } {
  return { email: typeof email === "string" ? email : "", role: typeof role === "string" ? role : "" };
}

function pathOf({ slug }: { slug: string }): string {
  return `/organizer/${slug}/members`;
}
