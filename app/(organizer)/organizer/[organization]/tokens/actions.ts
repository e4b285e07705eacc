"use server";

import { revalidatePath } from "next/cache";
import { newPersonalTokenBody } from "#lib/organizations/tokens/contract";
import { makePersonalToken } from "#lib/organizations/tokens/make-personal-token";
import { revokePersonalToken } from "#lib/organizations/tokens/revoke-personal-token";
import { uuid } from "#lib/platform/input";
import { type TokenFormState, WITHOUT_END } from "../../../../../components/organizer/token-form-state.ts";
import { openDesk } from "../../../open-desk.ts";

export async function makeTokenAction(slug: string, _: TokenFormState, form: FormData): Promise<TokenFormState> {
  const values = {
    name: textOf(form.get("name")),
    days: textOf(form.get("days")),
    scopes: form.getAll("scopes").map(textOf),
  };
  const { name, days, scopes } = values;
  const body = newPersonalTokenBody.safeParse({
    name,
    scopes,
    ...(days === WITHOUT_END ? {} : { expires_in_days: Number(days) }),
  });
  if (!body.success) {
    const paths = new Set(body.error.issues.map(({ path }) => path[0]));
    return { values, wrong: (["name", "scopes"] as const).filter((field) => paths.has(field)) };
  }
  const desk = await openDesk(slug, "token.manage");
  if (!desk.ok) return { values, refusal: desk.refusal.code };
  const made = await makePersonalToken(desk.staff, desk.organization.id, body.data);
  if (!made.ok) return { values, refusal: made.refusal.code };
  revalidatePath(`/organizer/${slug}/tokens`);
  return { made: { name: made.token.name, token: made.token.token } };
}

export async function revokeTokenAction(slug: string, _: TokenFormState, form: FormData): Promise<TokenFormState> {
  const id = uuid.safeParse(form.get("token_id"));
  if (!id.success) return { refusal: "not_found" };
  const desk = await openDesk(slug, "token.manage");
  if (!desk.ok) return { refusal: desk.refusal.code };
  const revoked = await revokePersonalToken(desk.staff, { organizationId: desk.organization.id, id: id.data });
  if (!revoked.ok) return { refusal: revoked.refusal.code };
  revalidatePath(`/organizer/${slug}/tokens`);
  return {};
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === "string" ? value : "";
}
