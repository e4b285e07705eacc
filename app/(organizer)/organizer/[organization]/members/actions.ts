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
import type { MemberFormState, MembersState } from "../../../../../components/organizer/member-form-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../../action.ts";
import { chosenIds, eachChosen } from "../../../../each-chosen.ts";

const way = { authority: deskOf("member.manage"), limit: limitTo("manage"), refused };
/** Of an action on several: it has no fields to say what is wrong with. */
const several = { ...way, refused: (refusal: ActionRefusal): MembersState => refused(refusal) };

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

export const removeMembersAction = action(
  { ...several, route: "/organizer/{organization}/members#remove", input: z.object({ user_id: chosenIds(uuid) }) },
  async ({ who: { organization, staff }, input, countOne }): Promise<MembersState> => {
    // Oneself last: who has left may remove nobody.
    const ids = input.user_id.toSorted((a, b) => Number(a === staff.userId) - Number(b === staff.userId));
    const remove = (userId: string) => removeMember(staff, { organizationId: organization.id, userId });
    const result = await eachChosen({ ids, countOne }, remove);
    if (result.done.includes(staff.userId)) redirect("/organizer");
    revalidatePath(pathOf(organization));
    return { result };
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

export const revokeInvitationsAction = action(
  {
    ...several,
    route: "/organizer/{organization}/members#revoke-invitation",
    input: z.object({ invitation_id: chosenIds(uuid) }),
  },
  async ({ who: { organization, staff }, input, countOne }): Promise<MembersState> => {
    const revoke = (id: string) => revokeInvitation(staff, { organizationId: organization.id, id });
    const result = await eachChosen({ ids: input.invitation_id, countOne }, revoke);
    revalidatePath(pathOf(organization));
    return { result };
  },
);

function refused({ code }: ActionRefusal): MemberFormState & MembersState {
  return { refusal: code === "invalid_request" ? "not_found" : code };
}

function typedIn({ email, role }: Fields): { email: string; role: string } {
  return { email: typeof email === "string" ? email : "", role: typeof role === "string" ? role : "" };
}

function pathOf({ slug }: { slug: string }): string {
  return `/organizer/${slug}/members`;
}
