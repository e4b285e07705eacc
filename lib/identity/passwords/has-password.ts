import { findPasswordHash } from "../store.ts";

/** Whether the person has set a password. Show it only to the person. */
export async function hasPassword(userId: string): Promise<boolean> {
  return (await findPasswordHash(userId)) !== null;
}
