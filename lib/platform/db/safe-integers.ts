import type { PrismaPg } from "@prisma/adapter-pg";
import { invariant } from "../invariant.ts";

/**
 * The one place that decides how sums arrive: `bigint` columns, alone or in arrays, are JavaScript numbers in every row, of Prisma's models and of
 * SQL alike. Prisma's own reading of SQL gives a BigInt, which adds to no number and has no JSON; its models give a number,
 * because `schema.prisma` says `Int`. A number is exact up to 2^53, ninety trillion in a currency of two digits. What is beyond is a
 * fault and is never rounded.
 */
export function readNumbers<Queryable extends SqlQueryable>(queryable: Queryable): Queryable {
  const ask = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (query) => numbersIn(await ask(query));
  return queryable;
}

type SqlQueryable = Pick<Awaited<ReturnType<PrismaPg["connect"]>>, "queryRaw">;
type ResultSet = Awaited<ReturnType<SqlQueryable["queryRaw"]>>;

function numbersIn({ columnNames, columnTypes, rows }: ResultSet): ResultSet {
  const sums = columnTypes.flatMap((type, column) => (type === INT64 || type === INT64_ARRAY ? [column] : []));
  if (sums.length === 0) return { columnNames, columnTypes, rows };
  for (const row of rows) for (const column of sums) row[column] = numberOf(row[column]);
  const types = columnTypes.map((type) => (type === INT64 ? INT32 : type === INT64_ARRAY ? INT32_ARRAY : type));
  return { columnNames, columnTypes: types, rows };
}

function numberOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numberOf);
  if (value === null) return null;
  const number = Number(value);
  invariant(Number.isSafeInteger(number), `a whole number of the database is exact in JavaScript: ${value}`);
  return number;
}

// `ColumnTypeEnum` of Prisma's driver adapters, which exports it from a package of its own.
const INT32 = 0;
const INT64 = 1;
const INT32_ARRAY = 64;
const INT64_ARRAY = 65;
