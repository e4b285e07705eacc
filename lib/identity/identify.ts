import { type Cookies, parseCookie, stringifySetCookie } from "cookie";
import { cookieRules } from "#lib/platform/http/cookie-rules";
import { signValue, uuidv7, verifySigned } from "#lib/platform/ids";
import { guestCookieName, sessionCookieName } from "./cookie-names.ts";
import { findSessionUser, type SessionUser } from "./sign-in/session-store.ts";

/**
 * The sender of a request. `keys` are the buyer keys the person may act for: the account's and the guest cookie's, so that
 * seats held before signing in stay theirs. New holds belong to the first key.
 */
export type Person = {
  readonly keys: readonly string[];
  readonly userId: string | undefined;
  readonly email: string | undefined;
  /** Whether they have shown that they read this mail address; absent where nothing says so. */
  readonly isEmailProven?: boolean;
  readonly name: string | undefined;
  readonly isAdmin: boolean;
  /** Whether a second factor was shown for this session or token. */
  readonly isTwoFactor: boolean;
  /** When a password, code or key was last shown in this session; undefined for other credentials. */
  readonly provenAt?: Date;
  /** The account of a browser's session; undefined for other credentials. */
  readonly account?: SessionUser;
  /** The scopes and the organization an access token is limited to; undefined for other credentials. */
  readonly scopes?: readonly string[];
  readonly onlyFor?: string;
  /** The thumbprint of the browser's key that signed the request, where the endpoint takes such a proof. */
  readonly keyThumbprint?: string | undefined;
};

/** A person with an account. */
export type SignedIn = Person & { readonly userId: string };

/** A platform administrator who has shown a second factor. */
export type Administrator = SignedIn & { readonly isAdmin: true; readonly isTwoFactor: true };

/** Reads the session and the guest cookie. Without either there are no keys. Never throws on a bad cookie. */
export async function identify(headers: Headers): Promise<Person> {
  const cookies = parseCookie(headers.get("cookie") ?? "");
  const guestKey = guestKeyIn(cookies);
  const sessionToken = cookies[sessionCookieName()];
  const user = sessionToken ? await findSessionUser(sessionToken) : undefined;
  const keys = [...(user ? [`user:${user.userId}`] : []), ...(guestKey ? [guestKey] : [])];
  return {
    keys,
    userId: user?.userId,
    email: user?.email,
    isEmailProven: user?.isEmailProven ?? false,
    name: user?.name ?? undefined,
    isAdmin: user?.role === "ADMIN",
    isTwoFactor: user?.isTwoFactor ?? false,
    ...(user ? { provenAt: user.provenAt, account: user } : {}),
  };
}

/** Whether the person may see and act on what was bought under this buyer key. */
export function owns(person: Person, buyerKey: string): boolean {
  return person.keys.includes(buyerKey);
}

type NewGuest = {
  buyerKey: string;
  /** The cookie that identifies the guest, as a header, and its parts for pages. */
  setCookie: string;
  cookie: { name: string; value: string; maxAge: number };
};

/** A new guest. */
export function newGuest(): NewGuest {
  const id = uuidv7();
  const cookie = { name: guestCookieName(), value: signValue(GUEST, id), maxAge: 90 * 24 * 3_600 };
  return {
    buyerKey: `guest:${id}`,
    setCookie: stringifySetCookie({ ...cookieRules(), ...cookie }),
    cookie,
  };
}

/** The buyer key of the guest identified by a `Cookie` header. */
export function guestKeyOf(cookie: string): string | undefined {
  return guestKeyIn(parseCookie(cookie));
}

function guestKeyIn(cookies: Cookies): string | undefined {
  const guestId = verifySigned(GUEST, cookies[guestCookieName()] ?? "");
  return guestId && `guest:${guestId}`;
}

const GUEST = "guest";
