/** Replaces an erased person's mail address: unique, and impossible as a real mailbox (RFC 2606). Browser-safe. */
const DOMAIN = "@erased.invalid";

export function erasedMail(id: string): string {
  return `erased-${id}${DOMAIN}`;
}

export function isErasedMail(email: string): boolean {
  return email.endsWith(DOMAIN);
}
