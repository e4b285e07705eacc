import type { Transaction } from "#lib/platform/db/transaction";
import { lockPictures } from "./picture-store.ts";

/** Whether a picture is stored. If it is, it stays until the transaction ends, so that what refers to it then does so in time. */
export async function keepPicture(tx: Transaction, hash: string): Promise<boolean> {
  return (await lockPictures(tx, [hash])).size === 1;
}
