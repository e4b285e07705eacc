"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { keepPicture } from "#lib/catalog/pictures/keep-picture";
import { hasOrders } from "#lib/orders/reading/queries";
import { deskOf } from "#lib/organizations/desk";
import { changeProfile } from "#lib/organizations/profile/change-profile";
import { profileFields } from "#lib/organizations/profile/profile-contract";
import { connectPayouts } from "#lib/payments/payouts/connect-payouts";
import { disconnectPayouts } from "#lib/payments/payouts/disconnect-payouts";
import type { Refusal } from "#lib/platform/http/refusals";
import { positiveInt, positiveIntText } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import type { PayoutFormState } from "../../../../../components/organizer/payout-form-state.ts";
import type { ProfileFormState } from "../../../../../components/organizer/profile-form-state.ts";
import { action, type Fields } from "../../../../action.ts";

/** A form cannot send nothing for a colour or a logo; an empty one is none. */
const noneIfEmpty = (field: typeof profileFields.color_light | typeof profileFields.logo) =>
  z.preprocess((sent) => (sent === "" ? null : sent), field).optional();

const input = z.object({
  ...z.object(profileFields).partial().shape,
  color_light: noneIfEmpty(profileFields.color_light),
  color_dark: noneIfEmpty(profileFields.color_dark),
  logo: noneIfEmpty(profileFields.logo),
  // A select sends a word.
  reverse_charge: z.stringbool({ truthy: ["true"], falsy: ["false"] }).optional(),
  revision: positiveIntText.pipe(positiveInt),
});

/** Saves one part of the organization's profile. */
export const saveProfileAction = action(
  {
    route: "/organizer/{organization}/settings#save",
    authority: deskOf("organization.manage"),
    limit: limitTo("manage"),
    input,
    refused: (refusal, fields): ProfileFormState => ({
      values: typedIn(fields),
      ...(refusal.code === "invalid_request" ? { wrong: refusal.wrong } : { refusal: refusal.code }),
    }),
  },
  async ({ who: { organization, staff }, input: change, fields }): Promise<ProfileFormState> => {
    const saved = await changeProfile(staff, organization.id, { change, hasOrders, keepPicture });
    if (!saved.ok) return { values: typedIn(fields), ...stateOf(saved.refusal) };
    revalidatePath(`/organizer/${organization.slug}`, "layout");
    return { done: true };
  },
);

const payouts = {
  authority: deskOf("payout.manage"),
  limit: limitTo("manage"),
  input: z.object({}),
  refused: ({ code }: { code: PayoutRefusal | "invalid_request" }): PayoutFormState => ({
    refusal: code === "invalid_request" ? "not_found" : code,
  }),
};
type PayoutRefusal = NonNullable<PayoutFormState["refusal"]>;

/** Connects an account of the organization's own, or goes on with it at the gateway. */
export const connectPayoutsAction = action(
  { ...payouts, route: "/organizer/{organization}/settings#connect-payouts" },
  async ({ who: { organization, staff } }): Promise<PayoutFormState> => {
    const connected = await connectPayouts(staff, organization.id);
    return connected.ok ? { url: connected.url } : { refusal: connected.refusal.code };
  },
);

/** Ends the connection of the organization's account. */
export const disconnectPayoutsAction = action(
  { ...payouts, route: "/organizer/{organization}/settings#disconnect-payouts" },
  async ({ who: { organization, staff } }): Promise<PayoutFormState> => {
    const ended = await disconnectPayouts(staff, organization.id);
    if (!ended.ok) return { refusal: ended.refusal.code };
    revalidatePath(`/organizer/${organization.slug}`, "layout");
    return { done: true };
  },
);

type ChangeRefusal = Extract<Awaited<ReturnType<typeof changeProfile>>, { ok: false }>["refusal"];

function stateOf(refusal: ChangeRefusal | Refusal<"organization_changed">): Omit<ProfileFormState, "values"> {
  if (refusal.code === "invalid_request") return { wrong: (refusal.fields ?? []).map(({ path }) => path) };
  if (refusal.code !== "organization_changed") return { refusal: refusal.code };
  const { revision, changed_by, changes } = refusal;
  const changed = Object.entries(changes).map(([name, value]) => ({ name, value: String(value ?? "") }));
  return { stale: { revision, by: changed_by, changed } };
}

function typedIn(fields: Fields): Record<string, string> {
  const texts = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}
