"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import type { Administrator } from "#lib/identity/identify";
import { disablePerson } from "#lib/identity/people/disable-person";
import { enablePerson } from "#lib/identity/people/enable-person";
import { findPerson } from "#lib/identity/people/find-person";
import { resetFactors } from "#lib/identity/people/reset-factors";
import { administrator } from "#lib/organizations/account-authority";
import { listNamedRoles } from "#lib/organizations/queries";
import { email, uuid } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import {
  PERSON_CHANGES,
  type PersonFormState,
  type PersonShown,
} from "../../../components/organizer/person-form-state.ts";
import { dateText } from "../../../components/ui/date-text.ts";
import { type ActionRefusal, action, type Fields } from "../../action.ts";

const USE_CASES = { disable: disablePerson, enable: enablePerson, reset_factors: resetFactors } as const;

/** Makes the requested change to an account, if any, and shows the account. */
export const personAction = action(
  {
    route: "/admin#person",
    authority: administrator,
    limit: limitTo("manage"),
    input: z.union([
      z.object({ email, user_id: uuid, change: z.enum(PERSON_CHANGES) }),
      z.object({ email, user_id: z.undefined().optional(), change: z.undefined().optional() }),
    ]),
    refused,
  },
  async ({ who, input, fields }): Promise<PersonFormState> => {
    const result = input.change && (await USE_CASES[input.change](who, input.user_id));
    const person = await personOf(who, input.email);
    const answer = { email: typedEmail(fields), person };
    if (result && !result.ok) return { ...answer, refusal: result.refusal.code };
    return { ...answer, ...(input.change ? { done: input.change } : {}) };
  },
);

function refused({ code }: ActionRefusal, fields: Fields): PersonFormState {
  const typed = typedEmail(fields);
  if (code !== "invalid_request") return { email: typed, refusal: code };
  return email.safeParse(typed).success ? { email: typed, refusal: "not_found" } : { email: typed, wrong: true };
}

function typedEmail(fields: Fields): string {
  return typeof fields.email === "string" ? fields.email.trim() : "";
}

async function personOf(who: Administrator, address: string): Promise<PersonShown | null> {
  const found = await findPerson(who, address);
  if (!found) return null;
  const { createdAt, disabledAt, ...rest } = found;
  const organizations = await listNamedRoles(found.userId);
  return {
    ...rest,
    organizations,
    since: dateText(createdAt.toISOString(), { timeZone: "UTC", style: "date", locale: await getLocale() }),
    isDisabled: disabledAt !== null,
    isSelf: found.userId === who.userId,
  };
}
