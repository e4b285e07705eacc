import { findPasswordHash } from "../store.ts";

/** Whether the person set a password, or signs in by mail codes and keys alone. For the person themselves. */
export async function hasPassword(userId: string): Promise<boolean> {
  return (await findPasswordHash(userId)) !== null;
}
