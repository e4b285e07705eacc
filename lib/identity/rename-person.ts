import { renameUser } from "./store.ts";

/** Changes the name that tickets and mails address the person by. */
export async function renamePerson(userId: string, name: string): Promise<void> {
  await renameUser(userId, name);
}
