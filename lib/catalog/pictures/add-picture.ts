import { audit } from "#lib/audit/audit";
import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { PICTURE_UPLOAD_BYTES_MAX, type PictureWire } from "./picture-contract.ts";
import { appendPicture } from "./picture-store.ts";
import { readPicture } from "./read-picture.ts";

/**
 * Keeps a picture for an organization, for its venues and as the background of a hall. `read` answers the bytes, or undefined when there are
 * more than are accepted; it runs once the person may upload. The same picture again is the one that is there. Of a file that is
 * refused nothing is kept.
 */
export async function addPicture(
  person: Staff,
  organizationId: string,
  read: (limit: number) => Promise<Uint8Array | undefined>,
): Promise<
  { ok: true; picture: PictureWire } | Refused<"not_found" | "forbidden" | "payload_too_large" | "invalid_picture">
> {
  const may = await findOrganization(person, { id: organizationId }, "venue.write");
  if (!may.ok) return may;
  const bytes = await read(PICTURE_UPLOAD_BYTES_MAX);
  if (!bytes) return refuse("payload_too_large", { limit_bytes: PICTURE_UPLOAD_BYTES_MAX });
  const done = await readPicture(bytes);
  if (!done.ok) return refuse("invalid_picture", done.trouble);
  const { hash, width, height } = done.picture;
  await appendPicture(done.picture);
  await audit({
    ...{ actor: person.keys[0] ?? `user:${person.userId}`, action: "picture.add", subject: `picture:${hash}` },
    ...{ outcome: "ok", organizationId, detail: { width, height } },
  });
  return { ok: true, picture: { id: hash, url: `/pictures/${hash}`, width, height } };
}
