import type { HallChangeState } from "./hall-change-state.ts";

/** The name of the control that gives a category its price level. */
export function levelField(category: string): string {
  return `${LEVEL}${category}`;
}

const LEVEL = "level:";

/** The value of a version in the form's choice. */
export function choiceOf(hallId: string, version: number): string {
  return `${hallId}@${version}`;
}

type Fields = Readonly<Record<string, unknown>>;

/** What was chosen, as the form shows it again. */
export function sentIn(fields: Fields): NonNullable<HallChangeState["sent"]> {
  const levels = Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith(LEVEL) && typeof value === "string" ? [[name.slice(LEVEL.length), value] as const] : [],
  );
  return { choice: typeof fields.choice === "string" ? fields.choice : "", levels: Object.fromEntries(levels) };
}

/** What the controls hold, where the API's contract has it. A category without a chosen level is left out. */
export function hallChangeFromForm(fields: Fields) {
  const { choice, levels } = sentIn(fields);
  const [hall_id = "", version = ""] = choice.split("@");
  const chosen = Object.entries(levels).filter(([, level]) => level !== "");
  return {
    ...{ hall_id, version: Number(version), layout_hash: fields.layout_hash },
    price_levels: Object.fromEntries(chosen.map(([category, level]) => [category, Number(level)])),
  };
}
