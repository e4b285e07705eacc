import { listRoles } from "./membership-store.ts";

/** Whether the person has access to the dashboard. */
export async function worksSomewhere(person: { userId: string; role: "MEMBER" | "ADMIN" }): Promise<boolean> {
  return person.role === "ADMIN" || (await listRoles(person.userId)).length > 0;
}
