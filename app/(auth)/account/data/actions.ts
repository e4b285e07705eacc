"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { sessionCookieName } from "#lib/identity/cookie-names";
import { provenPerson } from "#lib/organizations/account-authority";
import { cookieRules } from "#lib/platform/http/cookie-rules";
import { text } from "#lib/platform/input";
import { eraseAccount } from "#lib/privacy/erase-account";
import { erasureBody } from "#lib/privacy/export-contract";
import { limitTo } from "#lib/protection/limits";
import { action } from "../../../action.ts";
import type { EraseState } from "./erase-state.ts";

/** Erases the signed-in person's account and signs out. */
export const eraseAccountAction = action(
  {
    route: "/account/data#erase",
    authority: provenPerson,
    limit: limitTo("credentials"),
    input: z.object({ email: erasureBody.shape.email, void_tickets: text(10).optional() }),
    refused: (refusal): EraseState =>
      refusal.code === "rate_limit_exceeded" ? { wait: refusal.wait } : { wrong: true },
  },
  async ({ who, input }): Promise<EraseState> => {
    const result = await eraseAccount(who, { email: input.email, voidTickets: input.void_tickets !== undefined });
    if (!result.ok) {
      const { refusal } = result;
      return refusal.code === "last_owner" ? { lastOwnerOf: refusal.organizations ?? [] } : { wrong: true };
    }
    (await cookies()).delete({ ...cookieRules(), name: sessionCookieName() });
    redirect("/goodbye");
  },
);
