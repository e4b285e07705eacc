import { renameUser } from "./store.ts";

/** Changes the person's name on tickets and in mails. */
export async function renamePerson(userId: string, name: string): Promise<void> {
  await renameUser(userId, name);
}
