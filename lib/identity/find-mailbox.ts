import { findMailbox, findUserByEmail } from "./store.ts";

/** How to write to a person: undefined for nobody, and for one whose data were erased. */
export async function mailboxOf(userId: string): Promise<{ email: string; locale: string } | undefined> {
  return findMailbox(userId);
}

/** Whether somebody may sign in with the address. For mails alone: no answer to a request may depend on it. */
export async function hasAccount(email: string): Promise<boolean> {
  const user = await findUserByEmail(email);
  return user !== null && user.disabledAt === null;
}
