import { listRoles } from "./membership-store.ts";
import { handlesMoney } from "./permissions.ts";

/** Whether the person's work requires a second factor: administrators', and that of every role that handles money. */
export async function needsSecondFactor(person: { userId: string; role: "MEMBER" | "ADMIN" }): Promise<boolean> {
  return person.role === "ADMIN" || (await listRoles(person.userId)).some(({ role }) => handlesMoney(role));
}
