import { db } from "#lib/platform/db/db";

/** A person as other services name them. */
export type NamedPerson = { name: string | null; email: string; isTwoFactor: boolean };

/** People by id; of at most 1,000 ids. */
export async function listPeople(ids: readonly string[]): Promise<Map<string, NamedPerson>> {
  const people = await db().user.findMany({
    where: { id: { in: ids.slice(0, 1_000) } },
    select: {
      id: true,
      name: true,
      email: true,
      twoFactor: { select: { confirmedAt: true } },
      _count: { select: { passkeys: true } },
    },
  });
  return new Map(
    people.map(({ id, name, email, twoFactor, _count }) => {
      const isTwoFactor = Boolean(twoFactor?.confirmedAt) || _count.passkeys > 0;
      return [id, { name, email, isTwoFactor }];
    }),
  );
}

/** The languages and names of who is written to, by mail address or id; undefined for nobody. */
export async function findCorrespondent(
  where: { email: string } | { id: string },
): Promise<{ id: string; name: string | null; locale: string } | undefined> {
  return (await db().user.findUnique({ where, select: { id: true, name: true, locale: true } })) ?? undefined;
}
