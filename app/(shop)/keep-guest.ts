import { cookies } from "next/headers";
import { newGuest } from "#lib/identity/identify";
import { cookieRules } from "#lib/platform/http/cookie-rules";

/** Makes the visitor of an action a guest, by the same cookie as the API, and answers their buyer key. */
export async function keepGuest(): Promise<string> {
  const { buyerKey, cookie } = newGuest();
  (await cookies()).set({ ...cookieRules(), ...cookie });
  return buyerKey;
}
