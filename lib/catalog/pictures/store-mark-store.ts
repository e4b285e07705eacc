import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";

/** The mark of the store that has this database's pictures; null before the first claim. */
export function findStoreMark(): Promise<{ id: string; isPlaced: boolean } | null> {
  return globalDb().pictureStoreMark.findFirst({ select: { id: true, isPlaced: true } });
}

/**
 * Gives the database a mark if it has none, and has it placed in the store. `late`: another process placed it first; `foreign`: `place`
 * answered false, since the store has the mark of another database. The id is committed before it is placed, so that a process that dies
 * in between leaves a mark that the database knows.
 */
export async function placeStoreMark(
  id: string,
  place: (id: string) => Promise<boolean>,
): Promise<"placed" | "late" | "foreign"> {
  await globalDb().$executeRaw`
    INSERT INTO picture_store_mark (id) VALUES (${id}::uuid) ON CONFLICT DO NOTHING`;
  return inTransaction(globalDb(), async (tx) => {
    const [mark] = await tx.$queryRaw<{ id: string; is_placed: boolean }[]>`
      SELECT id::text, is_placed FROM picture_store_mark FOR UPDATE`;
    if (!mark || mark.is_placed) return "late";
    if (!(await place(mark.id))) return "foreign";
    await tx.pictureStoreMark.updateMany({ data: { isPlaced: true } });
    return "placed";
  });
}
