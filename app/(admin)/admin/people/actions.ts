"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { Administrator } from "#lib/identity/identify";
import { disablePerson } from "#lib/identity/people/disable-person";
import { enablePerson } from "#lib/identity/people/enable-person";
import { endSessions } from "#lib/identity/people/end-sessions";
import { listAllPeople } from "#lib/identity/people/list-people";
import { disablementBody, peopleQuery, personParams } from "#lib/identity/people/people-contract";
import { resendVerification } from "#lib/identity/people/resend-verification";
import { resetFactors } from "#lib/identity/people/reset-factors";
import { administrator } from "#lib/organizations/account-authority";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import type { PeopleState, PersonState } from "../../../../components/admin/person-form-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../action.ts";

const PATH = "/admin/people";
const blank = z.literal("").transform(() => undefined);

/** Searches people, or turns to the next page. */
export const searchPeopleAction = action(
  {
    route: `${PATH}#search`,
    authority: administrator,
    limit: limitTo("manage"),
    input: z.object({
      // Nothing asks for all.
      q: text(254).refine((words) => words === "" || peopleQuery.shape.q.safeParse(words).success),
      cursor: z.union([blank, peopleQuery.shape.cursor]).optional(),
    }),
    refused: (refusal: ActionRefusal, fields: Fields): PeopleState =>
      refusal.code === "invalid_request"
        ? { q: typedQ(fields), wrong: true }
        : { q: typedQ(fields), refusal: refusal.code },
  },
  async ({ input, fields }): Promise<PeopleState> => ({
    q: typedQ(fields),
    isOlder: input.cursor !== undefined,
    page: await listAllPeople({ q: input.q || undefined, cursor: input.cursor }),
  }),
);

const { id } = personParams.shape;
const plain = z.object({ id, change: z.enum(["enable", "end_sessions", "resend_verification", "reset_factors"]) });
const disabling = z.object({ id, change: z.literal("disable"), reason: disablementBody.shape.reason });

/** Makes one change to an account. */
export const changePersonAction = action(
  {
    route: `${PATH}/{id}#change`,
    authority: administrator,
    limit: limitTo("manage"),
    input: z.discriminatedUnion("change", [plain, disabling]),
    refused: (refusal: ActionRefusal, fields: Fields): PersonState =>
      refusal.code === "invalid_request"
        ? { wrong: true, reason: typeof fields.reason === "string" ? fields.reason : "" }
        : { refusal: refusal.code },
  },
  async ({ who, input }): Promise<PersonState> => {
    const result = await changed(who, input);
    revalidatePath(PATH, "layout");
    return result.ok ? { done: input.change } : { refusal: result.refusal.code };
  },
);

type Input = z.output<typeof plain> | z.output<typeof disabling>;

function changed(who: Administrator, input: Input) {
  if (input.change === "disable") return disablePerson(who, { userId: input.id, reason: input.reason });
  const useCases = {
    ...{ enable: enablePerson, end_sessions: endSessions },
    ...{ resend_verification: resendVerification, reset_factors: resetFactors },
  } as const;
  return useCases[input.change](who, input.id);
}

function typedQ({ q }: Fields): string {
  return typeof q === "string" ? q.trim() : "";
}
