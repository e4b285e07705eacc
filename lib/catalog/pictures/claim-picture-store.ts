import { uuidv7 } from "#lib/platform/ids";
import { pictureObjects } from "./picture-objects.ts";
import { findStoreMark, placeStoreMark } from "./store-mark-store.ts";

const MARK = "fairseat-pictures.txt";

/** `foreign`: the store belongs to another database. `other`: the database's pictures are in another store. */
export type StoreClaim = { ok: true; place: string } | { ok: false; why: "foreign" | "other"; place: string };

/**
 * Makes the store that this process sees the one of the database, or says why it is not: a mark in the store has the id that the database
 * knows. So processes with disks of their own, a disk that was not mounted and a wrong bucket are found before the first picture is
 * lost in them. Throws a `Failure` when the store cannot be read or, the first time, written.
 */
export async function claimPictureStore(): Promise<StoreClaim> {
  const store = pictureObjects();
  const { place } = store;
  const readMark = async () => {
    const bytes = await store.get(MARK);
    return bytes && new TextDecoder().decode(bytes).trim();
  };
  const known = await findStoreMark();
  if (known?.isPlaced)
    return (await readMark()) === known.id ? { ok: true, place } : { ok: false, why: "other", place };
  const outcome = await placeStoreMark(uuidv7(), async (id) => {
    const found = await readMark();
    if (found && found !== id) return false;
    await store.put(MARK, { bytes: new TextEncoder().encode(`${id}\n`), type: "text/plain" });
    return true;
  });
  if (outcome === "late") return claimPictureStore();
  return outcome === "placed" ? { ok: true, place } : { ok: false, why: "foreign", place };
}
