import { readFileSync } from "node:fs";

/**
 * The tables that belong to one event, by their key in schema.prisma: `event_id` is its first column. All others are global.
 */
export function readEventTables(schema = readFileSync("prisma/schema.prisma", "utf8")): string[] {
  return [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)]
    .flatMap(([, body = ""]) => {
      const isOfOneEvent = /@@id\(\[eventId\b/.test(body) || /^\s+eventId\s+Int\s+@id\b/m.test(body);
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
      return isOfOneEvent && table ? [table] : [];
    })
    .toSorted();
}
