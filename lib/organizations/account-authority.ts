import type { Administrator, SignedIn } from "#lib/identity/identify";
import { isFreshProof } from "#lib/identity/sign-in/session-rules";
import type { SessionUser } from "#lib/identity/sign-in/session-store";
import type { Refused } from "#lib/platform/http/refusals";
import { ofPerson } from "./authority.ts";
import { needsSecondFactor } from "./needs-second-factor.ts";
import { refuse } from "./refusals.ts";

/** The authorities of pages and actions on which people look after their own account, in a session of their browser. */
export const account = ofPerson(
  "account",
  async ({ account: user }): Promise<SessionUser | Refused> => user ?? refuse("unauthenticated"),
  keyOf,
);

/** An account whose person showed who they are within fifteen minutes. */
export const provenAccount = ofPerson("proven_account", proven, keyOf);

/** The same person, with all the keys they may act for. */
export const provenPerson = ofPerson(
  "proven_person",
  async (person): Promise<SignedIn | Refused> => {
    const user = await proven(person);
    return "ok" in user ? user : { ...person, userId: user.userId };
  },
  (person) => person.keys[0],
);

/** The same, with whether their work requires a second factor: for what changes a second factor. */
export const factorHolder = ofPerson(
  "factor_holder",
  async (person) => {
    const user = await proven(person);
    return "ok" in user ? user : { ...user, needsSecondFactor: await needsSecondFactor(user) };
  },
  keyOf,
);

/** The platform's administrators, with a second factor shown. For everybody else there is no such page. */
export const administrator = ofPerson(
  "administrator",
  async (person): Promise<Administrator | Refused> => {
    const { userId } = person;
    if (userId === undefined) return refuse("unauthenticated");
    if (!person.isAdmin) return refuse("not_found");
    return person.isTwoFactor ? { ...person, userId, isAdmin: true, isTwoFactor: true } : refuse("two_factor_required");
  },
  (person) => person.keys[0],
);

async function proven({ account: user }: { account?: SessionUser }): Promise<SessionUser | Refused> {
  if (!user) return refuse("unauthenticated");
  return isFreshProof(user.provenAt) ? user : refuse("proof_required");
}

function keyOf({ userId }: SessionUser): string {
  return `user:${userId}`;
}
