import { env } from "#lib/platform/env";
import { signValue, uuidv7, verifySigned } from "#lib/platform/ids";
import { findSessionUser } from "./store.ts";

/**
 * Who a request comes from. `keys` are the buyer keys the person may act for: the account's, and the guest cookie's,
 * so that seats held before signing in stay one's own afterwards. The first key is the one new holds are written to.
 */
export type Person = {
  readonly keys: readonly string[];
  readonly userId: string | undefined;
  readonly email: string | undefined;
  readonly name: string | undefined;
  readonly isAdmin: boolean;
  /** Whether a second factor was shown for this session or token. */
  readonly isTwoFactor: boolean;
  /** What an access token may at most do, and the one organization it is for; undefined for all other credentials. */
  readonly scopes?: readonly string[];
  readonly onlyFor?: string;
};

/** Reads the session and the guest cookie. A stranger has no keys. Never throws on a bad cookie. */
export async function identify(headers: Headers): Promise<Person> {
  const cookies = readCookies(headers.get("cookie") ?? "");
  const guestId = verifySigned(GUEST, cookies.get(GUEST_COOKIE) ?? "");
  const sessionToken = cookies.get(sessionCookieName());
  const user = sessionToken ? await findSessionUser(sessionToken) : undefined;
  const keys = [...(user ? [`user:${user.userId}`] : []), ...(guestId ? [`guest:${guestId}`] : [])];
  return {
    keys,
    userId: user?.userId,
    email: user?.email,
    name: user?.name ?? undefined,
    isAdmin: user?.role === "ADMIN",
    isTwoFactor: user?.isTwoFactor ?? false,
  };
}

/** Whether the person may see and act on what was bought under this buyer key. */
export function owns(person: Person, buyerKey: string): boolean {
  return person.keys.includes(buyerKey);
}

/** A new guest: the buyer key, and the cookie that proves it from now on. */
export function newGuest(): { buyerKey: string; setCookie: string } {
  const id = uuidv7();
  const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
  const value = signValue(GUEST, id);
  return {
    buyerKey: `guest:${id}`,
    setCookie: `${GUEST_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=7776000${secure}`,
  };
}

/** The name of next-auth's database session cookie, which is secured where the app is served over https. */
export function sessionCookieName(): string {
  return env().APP_URL.startsWith("https:") ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

const GUEST = "guest";
const GUEST_COOKIE = "fairseat_guest";

function readCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header.split(";")) {
    const equals = part.indexOf("=");
    if (equals > 0) cookies.set(part.slice(0, equals).trim(), decode(part.slice(equals + 1).trim()));
  }
  return cookies;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}
