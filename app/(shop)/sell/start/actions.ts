"use server";

import { redirect } from "next/navigation";
import { account } from "#lib/organizations/account-authority";
import { makeOwnOrganization } from "#lib/organizations/profile/make-own-organization";
import { newOwnOrganizationBody } from "#lib/organizations/profile/profile-contract";
import { limitTo } from "#lib/protection/limits";
import type { OwnOrganizationState } from "../../../../components/organizer/own-organization-state.ts";
import { action, type Fields } from "../../../action.ts";

/** Makes an organization of one's own, and leads to its dashboard with the checklist. */
export const makeOrganizationAction = action(
  {
    route: "/sell/start#make",
    authority: account,
    limit: limitTo("manage"),
    input: newOwnOrganizationBody.required({ contact_email: true }).loose(),
    refused: (refusal, fields): OwnOrganizationState => ({
      values: typedIn(fields),
      ...(refusal.code === "invalid_request" ? { wrong: refusal.wrong } : { refusal: refusal.code }),
    }),
  },
  async ({ who, input, fields }): Promise<OwnOrganizationState> => {
    const { name, country, currency, contact_email } = input;
    const made = await makeOwnOrganization(who, { name, country, currency, contact_email });
    if (!made.ok) return { values: typedIn(fields), refusal: made.refusal.code };
    redirect(`/organizer/${made.slug}`);
  },
);

function typedIn(fields: Fields): Record<string, string> {
  const texts = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}
