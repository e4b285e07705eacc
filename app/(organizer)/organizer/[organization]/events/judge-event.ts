import { newEventBody } from "#lib/catalog/event-contract";
import { ENDS_BEFORE_DRAW, ORDER_IS_DRAWN } from "#lib/waiting-room/plan-draw";
import type { EventDraft, EventStep } from "../../../../../components/event-form/event-draft.ts";
import {
  type EventProblems,
  type Here,
  type ReadDraft,
  readStep,
} from "../../../../../components/event-form/read-draft.ts";

/** Reads steps of a draft as the API's contract takes them, with what is wrong by field. */
export function judgeSteps(steps: readonly EventStep[], draft: EventDraft, here: Here): ReadDraft {
  const read = steps.map((step) => readStep(step, draft, here));
  const body = Object.assign({}, ...read.map((each) => each.body)) as Record<string, unknown>;
  const typed = Object.assign({}, ...read.map((each) => each.wrong)) as EventProblems;
  const { hot: _, ...known } = body;
  const parsed = newEventBody.partial().safeParse(known);
  const refused = parsed.success ? {} : problemsOf(parsed.error.issues.map(({ path }) => ({ path: path.join(".") })));
  return { body: parsed.success ? { ...body, ...picked(parsed.data, known) } : body, wrong: { ...refused, ...typed } };
}

/** Normalized as the contract does it, without the defaults of fields that were not asked for. */
function picked(parsed: Readonly<Record<string, unknown>>, asked: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.keys(asked).map((field) => [field, parsed[field]]));
}

/** Fields that were refused, with the sentence beside each. */
export function problemsOf(fields: readonly { path: string; message?: string }[]): EventProblems {
  return Object.fromEntries(
    fields.map(({ path, message }) => {
      const word = message && DRAW_WORDS[message];
      return word ? [path, word] : problemOf(path);
    }),
  );
}

/** What the waiting room says against another time of the sale. */
const DRAW_WORDS: Readonly<Record<string, string>> = {
  [ORDER_IS_DRAWN]: "order_is_drawn",
  [ENDS_BEFORE_DRAW]: "ends_before_draw",
};

function problemOf(path: string): [string, string] {
  const [field = "", row, part] = path.split(".");
  if (field === "venue_id" || field === "layout_hash") return ["house", "house"];
  if (field !== "price_levels" || row === undefined) return [field, field];
  if (part === "name") return [path, "levelName"];
  return part === "price" || part === "fee" ? [path, part] : ["price_levels", "price_levels"];
}

/** The step on which a field is typed. */
export function stepOf(path: string): EventStep {
  const [field = ""] = path.split(".");
  if (["title", "subtitle", "category", "performers", "description"].includes(field)) return "what";
  if (field === "house") return "where";
  if (field.endsWith("_time")) return "when";
  return field === "currency" || field === "price_levels" ? "prices" : "rules";
}
