import { createHash } from "node:crypto";
import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { readableCode } from "#lib/platform/ids";
import { slugOf } from "#lib/platform/slug";
import { attachPictures } from "../pictures/attach-pictures.ts";
import type { NewVenue, VenueWire } from "./venue-contract.ts";
import { fieldsOfNew } from "./venue-rules.ts";
import { claimNewVenue } from "./venue-store.ts";
import { venueOnWire } from "./venue-wire.ts";

const SLUG_WORDS_MAX = 60;

/**
 * Makes a venue of an organization, or a shared one, which administrators alone may. A repeated request with the same key finds the
 * venue that the first one made, even if that one died half-way.
 */
export async function makeVenue(
  person: Staff,
  wanted: NewVenue,
  idempotencyKey: string | undefined,
): Promise<{ ok: true; venue: VenueWire } | Refused<"not_found" | "forbidden" | "invalid_request">> {
  const { organization_id: organizationId } = wanted;
  if (organizationId === null && !person.isAdmin) return refuse("forbidden");
  const may = organizationId === null || (await findOrganization(person, { id: organizationId }, "venue.write"));
  if (may !== true && !may.ok) return may;
  const venue = {
    organizationId,
    slug: `${slugOf(wanted.name, SLUG_WORDS_MAX) || "venue"}-${readableCode(6).toLowerCase()}`,
    creationKey: idempotencyKey === undefined ? null : createHash("sha256").update(idempotencyKey).digest("base64url"),
  };
  const made = await claimNewVenue(person, venue, async (tx) => {
    const pictures = await attachPictures(tx, wanted.pictures);
    return pictures.ok ? fieldsOfNew({ ...wanted, pictures: pictures.pictures }) : pictures;
  });
  return made.ok ? { ok: true, venue: await venueOnWire(made.row) } : made;
}
