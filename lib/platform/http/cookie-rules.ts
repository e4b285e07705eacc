import { env } from "#lib/platform/env";

/**
 * The full name of a cookie. Over https it begins with `__Host-`: browsers accept such a cookie only from this exact host, over
 * https and for the whole site, so no neighbouring host can plant one.
 */
export function cookieName(name: string): string {
  return isSecure() ? `__Host-${name}` : name;
}

/** The attributes of every cookie. */
export function cookieRules() {
  return { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure() } as const;
}

function isSecure(): boolean {
  return env().APP_URL.startsWith("https:");
}
