import { z } from "zod";

/** The page after signing in: a path of this site, however another site's address is disguised, or `fallback`. */
export function ownPath(next: unknown, fallback = "/account"): string {
  if (typeof next !== "string" || next.length > 500 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next)) return fallback;
  const url = URL.parse(next, "http://own.invalid");
  return url?.origin === "http://own.invalid" && !url.pathname.startsWith("//")
    ? `${url.pathname}${url.search}${url.hash}`
    : fallback;
}

/** The same as a field of a form. */
export const nextPath = z
  .unknown()
  .optional()
  .transform((next) => ownPath(next));
