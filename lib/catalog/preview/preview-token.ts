import { createHash, randomBytes } from "node:crypto";

const TOKEN = /^([1-9]\d{0,9})-([\w-]{43})$/;
const INT_MAX = 2_147_483_647;

/** What stands in a new link: the event, so that its row is found where it lies, and 256 bits that nobody can guess. */
export function newPreviewToken(eventId: number): string {
  return `${eventId}-${randomBytes(32).toString("base64url")}`;
}

/** The event that a link claims to show; undefined for what can be no link. */
export function eventOfPreview(token: string): number | undefined {
  const id = Number(TOKEN.exec(token)?.[1]);
  return id <= INT_MAX ? id : undefined;
}

/** What the database keeps of a link. */
export function hashPreview(token: string): string {
  return createHash("sha256").update(`preview\n${token}`).digest("base64url");
}
