import type { Transaction } from "#lib/platform/db/transaction";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { lockPictures, type PictureSides } from "./picture-store.ts";

/**
 * The pictures of a venue or an event with their sides. They are kept until the transaction ends; one that is not stored is refused by its
 * place.
 */
export async function attachPictures<Given extends { picture: string }>(
  tx: Transaction,
  given: readonly Given[],
): Promise<{ ok: true; pictures: (Given & PictureSides)[] } | Refused<"invalid_request">> {
  const stored = await lockPictures(
    tx,
    given.map(({ picture }) => picture),
  );
  const missing = given.flatMap(({ picture }, i) =>
    stored.has(picture)
      ? []
      : [{ path: `pictures.${i}.picture`, message: "there is no such picture: upload it again" }],
  );
  if (missing.length > 0) return refuse("invalid_request", { fields: missing });
  const pictures = given.flatMap((each) => {
    const sides = stored.get(each.picture);
    return sides ? [{ ...each, ...sides }] : [];
  });
  return { ok: true, pictures };
}
