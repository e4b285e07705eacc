"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { deskOf } from "#lib/organizations/desk";
import { newPersonalTokenBody } from "#lib/organizations/tokens/contract";
import { makePersonalToken } from "#lib/organizations/tokens/make-personal-token";
import { revokePersonalToken } from "#lib/organizations/tokens/revoke-personal-token";
import { uuid } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import {
  type TokenFormState,
  type TokensState,
  WITHOUT_END,
} from "../../../../../components/organizer/token-form-state.ts";
import { action, type Fields } from "../../../../action.ts";
import { chosenIds, eachChosen } from "../../../../each-chosen.ts";
import { formList } from "../../../../form-list.ts";

const way = { authority: deskOf("token.manage"), limit: limitTo("manage") };
const { name, scopes, expires_in_days } = newPersonalTokenBody.shape;

export const makeTokenAction = action(
  {
    ...way,
    route: "/organizer/{organization}/tokens#make",
    input: z.object({
      name,
      scopes: formList(scopes),
      days: z
        .string()
        .transform((days) => (days === WITHOUT_END ? undefined : Number(days)))
        .pipe(expires_in_days),
    }),
    refused: (refusal, fields): TokenFormState => {
      const values = typedIn(fields);
      if (refusal.code !== "invalid_request") return { values, refusal: refusal.code };
      return { values, wrong: (["name", "scopes"] as const).filter((field) => refusal.wrong.includes(field)) };
    },
  },
  async ({ who: { organization, staff }, input, fields }): Promise<TokenFormState> => {
    const { days, ...wanted } = input;
    const body = { ...wanted, ...(days === undefined ? {} : { expires_in_days: days }) };
    const made = await makePersonalToken(staff, organization.id, body);
    if (!made.ok) return { values: typedIn(fields), refusal: made.refusal.code };
    revalidatePath(`/organizer/${organization.slug}/tokens`);
    return { made: { name: made.token.name, token: made.token.token } };
  },
);

export const revokeTokensAction = action(
  {
    ...way,
    route: "/organizer/{organization}/tokens#revoke",
    input: z.object({ token_id: chosenIds(uuid) }),
    refused: ({ code }): TokensState => ({ refusal: code === "invalid_request" ? "not_found" : code }),
  },
  async ({ who: { organization, staff }, input, countOne }): Promise<TokensState> => {
    const revoke = (id: string) => revokePersonalToken(staff, { organizationId: organization.id, id });
    const result = await eachChosen({ ids: input.token_id, countOne }, revoke);
    revalidatePath(`/organizer/${organization.slug}/tokens`);
    return { result };
  },
);

const asTyped = z.object({
  name: z.string().catch(""),
  days: z.string().catch(""),
  scopes: formList(z.array(z.string())).catch([]),
});

function typedIn(fields: Fields): { name: string; days: string; scopes: string[] } {
  return asTyped.parse(fields);
}
