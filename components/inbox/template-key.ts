const KNOWN = [
  "order",
  "mail-code",
  "refund",
  "void",
  "reissue",
  "voided",
  "links-ended",
  "called-off",
  "event-changed",
  "offer",
  "dispute",
  "refund-failed",
  "notice",
  "reset",
  "administrator",
  "mail-invitation",
] as const;

/** The name under which the texts know a mail's template. */
export function templateKey(template: string): (typeof KNOWN)[number] | "other" {
  return KNOWN.find((known) => known === template) ?? "other";
}
