import { readFileSync } from "node:fs";
import ts from "typescript";

/** A table as schema.prisma names it, under the heading of the service that owns it. */
export type OwnedTable = { table: string; model: string; owner: string; relations: { field: string; model: string }[] };

/** A mention of a table in a source file: in SQL text, or through Prisma. */
export type TableUse = { table: string; how: "sql" | "prisma" | "relation" };

/** Reads tables, their owners and their relations from the schema's headings (`// == orders ==`). */
export function readOwners(schema = readFileSync("prisma/schema.prisma", "utf8")): OwnedTable[] {
  const tables: OwnedTable[] = [];
  let owner = "";
  let open: OwnedTable | undefined;
  for (const line of schema.split("\n")) {
    owner = line.match(/^\/\/ == ([a-z-]+) =+$/)?.[1] ?? owner;
    const model = line.match(/^model (\w+) \{/)?.[1];
    if (model) open = { table: "", model, owner, relations: [] };
    if (!open) continue;
    const field = line.match(/^\s+(\w+)\s+([A-Z]\w+)(\[\])?\??(\s|$)/);
    if (field?.[1] && field[2]) open.relations.push({ field: field[1], model: field[2] });
    open.table = line.match(/^\s+@@map\("(\w+)"\)/)?.[1] ?? open.table;
    if (line === "}") {
      tables.push(open);
      open = undefined;
    }
  }
  const models = new Set(tables.map((each) => each.model));
  return tables.map((each) => ({ ...each, relations: each.relations.filter((to) => models.has(to.model)) }));
}

/**
 * The tables that a source text names. SQL is looked for in string and template literals, behind the words after which a table
 * stands; a name that is put together at run time (`DELETE FROM ${table}`) is reported as table `?`, since no test could read it.
 */
export function tablesIn(source: string, tables: readonly OwnedTable[]): TableUse[] {
  const names = tables.map(({ table }) => table).join("|");
  const behindWord = new RegExp(
    `\\b(?:FROM|JOIN|INTO|UPDATE|USING|ONLY|TABLE|ANALYZE|LATERAL)\\s+(?:public\\.)?"?(${names})\\b`,
    "gi",
  );
  const inList = new RegExp(`,\\s*(${names})(?:\\s+(?:AS\\s+)?[a-z]\\w*)?\\s*(?=$|[,\\n)]|WHERE\\b|JOIN\\b)`, "g");
  const uses: TableUse[] = [];
  for (const { text, isCutShort } of literalsIn(source)) {
    if (isCutShort && /\b(INSERT INTO|DELETE FROM|UPDATE)\s+"?$/.test(text)) uses.push({ table: "?", how: "sql" });
    for (const match of text.matchAll(behindWord)) uses.push({ table: match[1] ?? "", how: "sql" });
    if (!/\b(FROM|USING)\b/.test(text)) continue;
    for (const match of text.matchAll(inList)) uses.push({ table: match[1] ?? "", how: "sql" });
  }
  const byModel = new Map(tables.map((each) => [lowered(each.model), each.table]));
  for (const [, model = ""] of source.matchAll(MODEL_CALL)) {
    const table = byModel.get(model);
    if (table) uses.push({ table, how: "prisma" });
  }
  return [...uses, ...relationsIn(source, tables)];
}

const MODEL_CALL =
  /\.(\w+)\s*\.(?:find|create|update|delete|count|upsert|aggregate|groupBy)(?:Unique|First|Many|OrThrow|AndReturn)*\(/g;

/** Relations that a query of Prisma follows: `{ venue: { select: … } }`, `{ user: { email } }` in a where is one as well. */
function relationsIn(source: string, tables: readonly OwnedTable[]): TableUse[] {
  const uses: TableUse[] = [];
  for (const { field, model } of tables.flatMap(({ relations }) => relations)) {
    const followed = new RegExp(
      `\\b${field}: \\{\\s*(?:select|include|where|some|every|none|is|connect|create|orderBy)\\b`,
    );
    const table = tables.find((each) => each.model === model)?.table;
    if (table && followed.test(source)) uses.push({ table, how: "relation" });
  }
  return uses;
}

const lowered = (model: string) => model.charAt(0).toLowerCase() + model.slice(1);

function literalsIn(source: string): { text: string; isCutShort: boolean }[] {
  const literals: { text: string; isCutShort: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateTail(node))
      literals.push({ text: node.text, isCutShort: false });
    else if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node)) literals.push({ text: node.text, isCutShort: true });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest, true));
  return literals;
}
