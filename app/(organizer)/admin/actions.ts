"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import type { Administrator } from "#lib/identity/identify";
import { disablePerson } from "#lib/identity/people/disable-person";
import { enablePerson } from "#lib/identity/people/enable-person";
import { findPerson } from "#lib/identity/people/find-person";
import { resetFactors } from "#lib/identity/people/reset-factors";
import { listNamedRoles } from "#lib/organizations/queries";
import { email, uuid } from "#lib/platform/input";
import { DEEDS, type PersonFormState, type PersonShown } from "../../../components/organizer/person-form-state.ts";
import { dateText } from "../../../components/ui/date-text.ts";
import { inRequest } from "../../in-request.ts";
import { administratorHere } from "../open-desk.ts";

const VERBS = { disable: disablePerson, enable: enablePerson, reset_factors: resetFactors } as const;
const asked = z.object({ user_id: uuid, deed: z.enum(DEEDS) });

/** Finds the account of the address, after the deed that is asked for. */
export async function personAction(_: PersonFormState, form: FormData): Promise<PersonFormState> {
  const desk = await administratorHere();
  if (!desk.ok) return { refusal: desk.refusal.code };
  const typed = String(form.get("email") ?? "").trim();
  const address = email.safeParse(typed);
  if (!address.success) return { email: typed, wrong: true };
  const { administrator } = desk;
  return inRequest(async () => {
    const wish = form.has("deed") ? asked.safeParse(Object.fromEntries(form)) : undefined;
    if (wish && !wish.success) return { email: typed, refusal: "not_found" };
    const result = wish && (await VERBS[wish.data.deed](administrator, wish.data.user_id));
    const person = await personOf(administrator, address.data);
    if (result && !result.ok) return { email: typed, person, refusal: result.refusal.code };
    return { email: typed, person, ...(wish ? { done: wish.data.deed } : {}) };
  });
}

async function personOf(administrator: Administrator, address: string): Promise<PersonShown | null> {
  const found = await findPerson(administrator, address);
  if (!found) return null;
  const { createdAt, disabledAt, ...rest } = found;
  const organizations = await listNamedRoles(found.userId);
  return {
    ...rest,
    organizations,
    since: dateText(createdAt.toISOString(), { timeZone: "UTC", style: "date", locale: await getLocale() }),
    isDisabled: disabledAt !== null,
    isSelf: found.userId === administrator.userId,
  };
}
