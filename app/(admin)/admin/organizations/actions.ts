"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { administrator } from "#lib/organizations/account-authority";
import { approveOrganization, refuseOrganization } from "#lib/organizations/administration/approve-organization";
import { newOrganizationBody, suspensionBody } from "#lib/organizations/administration/contract";
import { createOrganization } from "#lib/organizations/administration/create-organization";
import { resumeOrganization, suspendOrganization } from "#lib/organizations/administration/suspend-organization";
import { email, uuid } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import type { OrganizationFormState } from "../../../../components/admin/organization-form-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../action.ts";

const PATH = "/admin/organizations";
const way = { authority: administrator, limit: limitTo("manage"), refused };

/** Makes an organization, and leads to its page. */
export const createOrganizationAction = action(
  {
    ...way,
    route: `${PATH}/new#create`,
    input: newOrganizationBody.extend({ owner_email: z.union([z.literal(""), email]).optional() }),
  },
  async ({ who, input }): Promise<OrganizationFormState> => {
    const made = await createOrganization(who, { name: input.name, ownerEmail: input.owner_email || undefined });
    revalidatePath(PATH);
    redirect(`${PATH}/${made.id}`);
  },
);

export const suspendOrganizationAction = action(
  { ...way, route: `${PATH}/{id}#suspend`, input: suspensionBody.extend({ id: uuid }) },
  async ({ who, input, fields }): Promise<OrganizationFormState> => {
    const result = await suspendOrganization(who, input);
    if (!result.ok) return { values: typedIn(fields), refusal: result.refusal.code };
    revalidatePath(PATH, "layout");
    return { done: "suspended" };
  },
);

export const resumeOrganizationAction = action(
  { ...way, route: `${PATH}/{id}#resume`, input: z.object({ id: uuid }) },
  async ({ who, input }): Promise<OrganizationFormState> => {
    const result = await resumeOrganization(who, input.id);
    if (!result.ok) return { refusal: result.refusal.code };
    revalidatePath(PATH, "layout");
    return { done: "resumed" };
  },
);

export const approveOrganizationAction = action(
  { ...way, route: `${PATH}/{id}#approve`, input: z.object({ id: uuid }) },
  async ({ who, input }): Promise<OrganizationFormState> => {
    const result = await approveOrganization(who, input.id);
    if (!result.ok) return { refusal: result.refusal.code };
    revalidatePath(PATH, "layout");
    return { done: "approved" };
  },
);

export const refuseOrganizationAction = action(
  { ...way, route: `${PATH}/{id}#refuse`, input: suspensionBody.extend({ id: uuid }) },
  async ({ who, input, fields }): Promise<OrganizationFormState> => {
    const result = await refuseOrganization(who, input);
    if (!result.ok) return { values: typedIn(fields), refusal: result.refusal.code };
    revalidatePath(PATH, "layout");
    return { done: "refused" };
  },
);

function refused(refusal: ActionRefusal, fields: Fields): OrganizationFormState {
  const values = typedIn(fields);
  return refusal.code === "invalid_request" ? { values, wrong: refusal.wrong } : { values, refusal: refusal.code };
}

function typedIn(fields: Fields): Record<string, string> {
  const texts = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}
