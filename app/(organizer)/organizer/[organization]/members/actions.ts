"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { changeRoleBody, inviteBody, roleOf } from "#lib/organizations/contract";
import { inviteMember, revokeInvitation } from "#lib/organizations/invitations/invite-member";
import { changeMemberRole } from "#lib/organizations/members/change-member-role";
import { removeMember } from "#lib/organizations/members/remove-member";
import { uuid } from "#lib/platform/input";
import type { MemberFormState } from "../../../../../components/organizer/member-form-state.ts";
import { inRequest } from "../../../../in-request.ts";
import { openDesk } from "../../../open-desk.ts";

export async function changeRoleAction(slug: string, _: MemberFormState, form: FormData): Promise<MemberFormState> {
  const userId = uuid.safeParse(form.get("user_id"));
  const body = changeRoleBody.safeParse({ role: form.get("role") });
  if (!userId.success || !body.success) return { refusal: "not_found" };
  const desk = await openDesk(slug, "member.manage");
  if (!desk.ok) return { refusal: desk.refusal.code };
  const role = roleOf(body.data.role);
  const wanted = { organizationId: desk.organization.id, userId: userId.data, role };
  const result = await inRequest(() => changeMemberRole(desk.staff, wanted));
  if (!result.ok) return { refusal: result.refusal.code };
  revalidatePath(`/organizer/${slug}`, "layout");
  return { done: "changed" };
}

export async function removeMemberAction(slug: string, _: MemberFormState, form: FormData): Promise<MemberFormState> {
  const userId = uuid.safeParse(form.get("user_id"));
  if (!userId.success) return { refusal: "not_found" };
  const desk = await openDesk(slug, "member.manage");
  if (!desk.ok) return { refusal: desk.refusal.code };
  const from = { organizationId: desk.organization.id, userId: userId.data };
  const result = await inRequest(() => removeMember(desk.staff, from));
  if (!result.ok) return { refusal: result.refusal.code };
  if (userId.data === desk.staff.userId) redirect("/organizer");
  revalidatePath(`/organizer/${slug}/members`);
  return { done: "removed" };
}

export async function inviteAction(slug: string, _: MemberFormState, form: FormData): Promise<MemberFormState> {
  const typed = { email: String(form.get("email") ?? ""), role: String(form.get("role") ?? "") };
  const body = inviteBody.safeParse(typed);
  if (!body.success) return { values: typed, wrong: true };
  const desk = await openDesk(slug, "member.manage");
  if (!desk.ok) return { values: typed, refusal: desk.refusal.code };
  const { email } = body.data;
  const role = roleOf(body.data.role);
  const wanted = { organizationId: desk.organization.id, email, role };
  const result = await inRequest(() => inviteMember(desk.staff, wanted));
  if (!result.ok) return { values: typed, refusal: result.refusal.code };
  revalidatePath(`/organizer/${slug}/members`);
  return { done: "sent", email };
}

export async function revokeInvitationAction(
  slug: string,
  _: MemberFormState,
  form: FormData,
): Promise<MemberFormState> {
  const id = uuid.safeParse(form.get("invitation_id"));
  if (!id.success) return { refusal: "not_found" };
  const desk = await openDesk(slug, "member.manage");
  if (!desk.ok) return { refusal: desk.refusal.code };
  const which = { organizationId: desk.organization.id, id: id.data };
  const result = await inRequest(() => revokeInvitation(desk.staff, which));
  if (!result.ok) return { refusal: result.refusal.code };
  revalidatePath(`/organizer/${slug}/members`);
  return { done: "revoked" };
}
