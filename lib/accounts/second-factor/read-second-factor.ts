import { listRoles } from "../organizations/membership-store.ts";
import { handlesMoney } from "../permissions.ts";
import type { SecondFactorView } from "./second-factor-contract.ts";
import { countRecoveryCodes, findSecret } from "./second-factor-store.ts";

/** Whether and since when the person has a second factor, how many recovery codes are left, and whether they need one. */
export async function readSecondFactor(person: {
  userId: string;
  role: "MEMBER" | "ADMIN";
}): Promise<SecondFactorView> {
  const [secret, recoveryCodesLeft, roles] = await Promise.all([
    findSecret(person.userId),
    countRecoveryCodes(person.userId),
    listRoles(person.userId),
  ]);
  return {
    since: secret?.confirmedAt ?? undefined,
    recoveryCodesLeft,
    isNeeded: person.role === "ADMIN" || roles.some(({ role }) => handlesMoney(role)),
  };
}
