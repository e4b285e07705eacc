import type { ImportOptions } from "#lib/seating/import/import-contract";

export const COLUMN_ROLES = ["section", "row", "seat", "x", "y", "category", "kind"] as const;
export const SVG_ROLES = ["section", "row", "seat", "category"] as const;

export type WrongOption = "seat" | "focus" | "standing";

export type OptionsRead =
  | { readonly ok: true; readonly options: ImportOptions }
  | { readonly ok: false; readonly wrong: WrongOption };

/** What the form's fields are called: `column.row`, `svg.seat` with `svg.seat.part`, `focus.x`, `standing`, `split_blocks`, … */
type Fields = Pick<FormData, "get">;

const PLACES_MAX = 200_000;

/** The options that a form asks for; those that it leaves open are absent. Says which field is wrong. */
export function readOptions(fields: Fields): OptionsRead {
  const columns = rolesOf(COLUMN_ROLES, (role) => textOf(fields, `column.${role}`));
  const svg = rolesOf(SVG_ROLES, (role) => sourceOf(fields, role));
  const focus = focusOf(fields);
  const standing = standingOf(textOf(fields, "standing"));
  const sheet = textOf(fields, "sheet");
  if (Object.keys(svg).length > 0 && svg.seat === undefined) return { ok: false, wrong: "seat" };
  if (focus === "wrong") return { ok: false, wrong: "focus" };
  if (standing === undefined) return { ok: false, wrong: "standing" };
  return {
    ok: true,
    options: {
      ...(Object.keys(columns).length > 0 ? { columns } : {}),
      ...(svg.seat === undefined ? {} : { svg: { ...svg, seat: svg.seat } }),
      ...(focus === undefined ? {} : { focus }),
      ...(Object.keys(standing).length > 0 ? { standing } : {}),
      ...(sheet === "" ? {} : { sheet }),
      ...(fields.get("split_blocks") === null ? {} : { split_blocks: true }),
      ...(fields.get("y_up") === null ? {} : { y_up: true }),
    },
  };
}

function textOf(fields: Fields, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value.trim() : "";
}

function rolesOf<Role extends string>(roles: readonly Role[], said: (role: Role) => string) {
  const named = roles.map((role) => [role, said(role)] as const).filter(([, value]) => value !== "");
  return Object.fromEntries(named) as Partial<Record<Role, string>>;
}

function sourceOf(fields: Fields, role: string): string {
  const [source, part] = [textOf(fields, `svg.${role}`), textOf(fields, `svg.${role}.part`)];
  return source === "" || part === "" ? source : `${source}:${part}`;
}

function focusOf(fields: Fields): [number, number] | "wrong" | undefined {
  const given = [textOf(fields, "focus.x"), textOf(fields, "focus.y")];
  if (given.every((value) => value === "")) return undefined;
  const [x = Number.NaN, y = Number.NaN] = given.map((value) =>
    value === "" ? Number.NaN : Number(value.replace(",", ".")),
  );
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : "wrong";
}

/** One area a line, "Floor = 300"; undefined when a line says something else. */
function standingOf(text: string): Record<string, number> | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const areas = lines.map((line) => /^\s*(.+?)\s*[=:]\s*(\d{1,6})\s*$/.exec(line));
  const named = areas.map((area): [string, number] => [area?.[1] ?? "", Number(area?.[2] ?? 0)]);
  if (named.some(([, count]) => count < 1 || count > PLACES_MAX)) return undefined;
  return Object.fromEntries(named);
}
