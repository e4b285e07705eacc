/** What stands in the place of an erased person's mail: unique, and no mailbox can ever have it (RFC 2606). Browser-safe. */
const DOMAIN = "@erased.invalid";

export function erasedMail(id: string): string {
  return `erased-${id}${DOMAIN}`;
}

export function isErasedMail(email: string): boolean {
  return email.endsWith(DOMAIN);
}
