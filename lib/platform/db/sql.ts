/**
 * Prisma's SQL fragments and errors, without its client. Next puts what a store imports into some twenty files of the server, and the
 * client carries the whole schema, 650 kB of text: as values these come from here, so that no file carries a copy of it. Types come
 * from `#prisma/generated/client`, the process's one client from `db.ts`.
 */
export {
  DbNull,
  empty,
  join,
  PrismaClientInitializationError,
  PrismaClientKnownRequestError,
  raw,
  Sql,
  sqltag as sql,
} from "@prisma/client/runtime/client";
