import { findMailbox, findUserByEmail } from "./store.ts";

/** A person's mail address and language; undefined for an unknown or erased person. */
export async function mailboxOf(userId: string): Promise<{ email: string; locale: string } | undefined> {
  return findMailbox(userId);
}

/** Whether a person can sign in with the address. For mails only: no answer to a request may depend on it. */
export async function hasAccount(email: string): Promise<boolean> {
  const user = await findUserByEmail(email);
  return user !== null && user.disabledAt === null;
}
