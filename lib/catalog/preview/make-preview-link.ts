import type { Staff } from "#lib/organizations/authority";
import { env } from "#lib/platform/env";
import type { Refused } from "#lib/platform/http/refusals";
import { ownEvent } from "../organizer-event.ts";
import { refuse } from "../refusals.ts";
import type { MadePreviewWire, PreviewWire } from "./preview-contract.ts";
import { claimPreviewLink, claimPreviewRevoked, findPreviewLink, type PreviewRow } from "./preview-store.ts";
import { hashPreview, newPreviewToken } from "./preview-token.ts";

/** Makes the link that shows a draft to people without an account. A link that was made before ends with it. Refuses what is published. */
export async function makePreviewLink(
  person: Staff,
  eventId: number,
  { days }: { days: number },
): Promise<{ ok: true; link: MadePreviewWire } | Refused<"not_found" | "forbidden" | "preview_needs_draft">> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const token = newPreviewToken(eventId);
  const row = await claimPreviewLink(eventId, { person, tokenHash: hashPreview(token), days });
  if (!row) return refuse("preview_needs_draft");
  return { ok: true, link: { ...linkOnWire(row), url: `${env().APP_URL}/preview/${token}` } };
}

/** What becomes of the link of an own event. */
export async function readPreviewLink(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; link: PreviewWire } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  return own.ok ? { ok: true, link: linkOnWire(await findPreviewLink(eventId)) } : own;
}

/** Revokes the link of an own event: it looks missing from now on. Refuses `not_found` when there is none. */
export async function revokePreviewLink(
  person: Staff,
  eventId: number,
): Promise<{ ok: true } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  return (await claimPreviewRevoked(eventId, person)) ? { ok: true } : refuse("not_found");
}

function linkOnWire(row: PreviewRow | undefined): PreviewWire {
  if (!row) return { state: "none", made_at: null, ends_at: null };
  const times = { made_at: row.madeAt.toISOString(), ends_at: row.endsAt.toISOString() };
  return { state: row.isOpen ? "open" : "ended", ...times };
}
