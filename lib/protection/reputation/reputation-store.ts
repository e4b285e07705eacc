import { globalDb } from "#lib/platform/db/db";
import type { ListName, ListRefusal } from "./list-names.ts";

/**
 * Takes a list for reading when it is due, or when it comes from elsewhere now, so that one process reads it. It has ten
 * minutes; when it dies over it, another one reads the list then. Answers false when it is not due.
 */
export async function claimReading(name: ListName, source: string): Promise<boolean> {
  const rows = await globalDb().$queryRaw<unknown[]>`
    INSERT INTO reputation_lists AS l (name, source, due_at) VALUES (${name}, ${source}, now() + interval '10 minutes')
    ON CONFLICT (name) DO UPDATE SET source = excluded.source, due_at = excluded.due_at
    WHERE l.due_at <= now() OR l.source <> excluded.source
    RETURNING name`;
  return rows.length > 0;
}

/** Stores a good file. Answers whether it differs from the stored one. */
export async function keepList(
  name: ListName,
  { text, entries, nextSeconds }: { text: string; entries: number; nextSeconds: number },
): Promise<boolean> {
  const [row] = await globalDb().$queryRaw<{ isNew: boolean }[]>`
    WITH given AS (
      SELECT version, content IS DISTINCT FROM t.text AS is_new, t.text
      FROM reputation_lists CROSS JOIN (SELECT ${text}::text AS text) t WHERE name = ${name}
    )
    UPDATE reputation_lists l SET content = given.text, entries = ${entries}::int, read_at = now(),
      version = given.version + given.is_new::int, due_at = now() + make_interval(secs => ${nextSeconds}::int),
      refusal = NULL, refused_line = NULL, refused_at = NULL
    FROM given WHERE l.name = ${name}
    RETURNING given.is_new AS "isNew"`;
  return row?.isNew ?? false;
}

/** Stores why a new file is not taken; the stored one stays. */
export async function keepListRefusal(
  name: ListName,
  { refusal, line, nextSeconds }: { refusal: ListRefusal; line: number | undefined; nextSeconds: number },
): Promise<void> {
  await globalDb().$executeRaw`
    UPDATE reputation_lists SET refusal = ${refusal}, refused_line = ${line ?? null}::int, refused_at = now(),
      due_at = now() + make_interval(secs => ${nextSeconds}::int)
    WHERE name = ${name}`;
}

/** Removes a list that is off. */
export async function dropList(name: ListName): Promise<boolean> {
  return (await globalDb().reputationList.deleteMany({ where: { name } })).count > 0;
}

/** The version of each list, and when it was read. */
export async function listVersions(): Promise<{ name: string; version: number; readAt: Date | null }[]> {
  return globalDb().reputationList.findMany({ select: { name: true, version: true, readAt: true } });
}

/** The file of a list. */
export async function findContent(name: ListName): Promise<string | undefined> {
  const row = await globalDb().reputationList.findUnique({ where: { name }, select: { content: true } });
  return row?.content;
}

export type ListStateRow = {
  name: string;
  source: string;
  entries: number;
  readAt: Date | null;
  refusal: string | null;
  refusedLine: number | null;
  refusedAt: Date | null;
};

/** The state of each list, without its content. */
export async function listStates(): Promise<ListStateRow[]> {
  return globalDb().reputationList.findMany({
    select: {
      name: true,
      source: true,
      entries: true,
      readAt: true,
      refusal: true,
      refusedLine: true,
      refusedAt: true,
    },
  });
}
