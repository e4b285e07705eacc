import type { NewWindow, SaleWindowWire } from "#lib/seating/access/access-contract";
import { type WindowProblem, windowProblems } from "#lib/seating/access/window-rules";
import { type MomentDraft, momentDraft, NO_MOMENT, readMoment } from "../event-form/moment-draft.ts";
import type { SaleEvent } from "./sale-event.ts";

/** A presale as it stands in its form. */
export type PresaleDraft = {
  name: string;
  opens: MomentDraft;
  closes: MomentDraft;
  access: SaleWindowWire["access"];
  levelIds: readonly number[];
};

/** What to say beside a field: a word of `presales.problems`, a moment that is none, or what the rules found. */
export type PresaleWrong = Partial<Record<keyof PresaleDraft, PresaleProblem>>;
export type PresaleProblem =
  | { word: "name" | "refused" }
  | { moment: "empty" | "date" | "time" | "never" | "twice" }
  | { rule: WindowProblem };

export const NEW_PRESALE: PresaleDraft = {
  name: "",
  opens: NO_MOMENT,
  closes: NO_MOMENT,
  access: "code",
  levelIds: [],
};

export function presaleDraft(window: SaleWindowWire, timeZone: string): PresaleDraft {
  return {
    ...{ name: window.name, access: window.access, levelIds: window.price_levels },
    opens: momentDraft(window.opens_at, timeZone),
    closes: momentDraft(window.closes_at, timeZone),
  };
}

/** Reads the form, and judges it by the same rules as the server, so that what is wrong stands beside its field at once. */
export function readPresale(
  draft: PresaleDraft,
  { event, others }: { event: SaleEvent; others: readonly SaleWindowWire[] },
): { body: NewWindow } | { wrong: PresaleWrong } {
  const wrong: PresaleWrong = {};
  const name = draft.name.trim().replace(/\s+/g, " ");
  if (name === "" || name.length > 80) wrong.name = { word: "name" };
  const moment = (field: "opens" | "closes") => {
    const read = readMoment(draft[field], event.timeZone);
    if (read.kind === "once") return read.iso;
    wrong[field] = { moment: read.kind };
    return undefined;
  };
  const [opens, closes] = [moment("opens"), moment("closes")];
  if (opens === undefined || closes === undefined || wrong.name) return { wrong };
  const asked = { name, levelIds: draft.levelIds, opensAt: new Date(opens), closesAt: new Date(closes) };
  const found = windowProblems(asked, {
    known: others.map((each) => ({
      ...{ name: each.name, levelIds: each.price_levels },
      ...{ opensAt: new Date(each.opens_at), closesAt: new Date(each.closes_at) },
    })),
    ...{ salesStartAt: new Date(event.salesStartAt), timeZone: event.timeZone, levels: event.levels },
  });
  for (const rule of found) wrong[FIELD_OF[rule.path]] = { rule };
  if (found.length > 0) return { wrong };
  const body = { name, opens_at: opens, closes_at: closes, access: draft.access, price_levels: [...draft.levelIds] };
  return { body };
}

const FIELD_OF = { name: "name", opens_at: "opens", closes_at: "closes", price_levels: "levelIds" } as const;

/** What the server alone found: another organizer was faster than the page. */
export function wrongByServer(fields: readonly { path: string }[]): PresaleWrong {
  return Object.fromEntries(
    fields.flatMap(({ path }) =>
      path in FIELD_OF ? [[FIELD_OF[path as keyof typeof FIELD_OF], { word: "refused" }]] : [],
    ),
  );
}
