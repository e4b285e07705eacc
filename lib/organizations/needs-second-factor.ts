import { listRoles } from "./membership-store.ts";
import { handlesMoney } from "./permissions.ts";

/** Whether the person's work requires a second factor: for administrators and for roles that handle money. */
export async function needsSecondFactor(person: { userId: string; role: "MEMBER" | "ADMIN" }): Promise<boolean> {
  return person.role === "ADMIN" || (await listRoles(person.userId)).some(({ role }) => handlesMoney(role));
}
