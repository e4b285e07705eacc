import type { NewCodes } from "#lib/seating/access/access-contract";
import { type MomentDraft, NO_MOMENT, readMoment } from "../event-form/moment-draft.ts";

/** New access codes, or a link, as they stand in their form. */
export type CodesDraft = {
  kind: "link" | "codes";
  codes: string;
  name: string;
  /** The id of a presale; empty for none. */
  presale: string;
  /** The id of an allocation; empty for none. */
  allocation: string;
  sellsAlone: boolean;
  usesMax: string;
  from: MomentDraft;
  until: MomentDraft;
};

export const NEW_CODES: CodesDraft = {
  ...{ kind: "link", codes: "", name: "", presale: "", allocation: "", sellsAlone: false, usesMax: "" },
  ...{ from: NO_MOMENT, until: NO_MOMENT },
};

/** What is wrong with a field: a word of `presales.codeProblems` with the code that it is about, or a moment that is none. */
export type CodeProblem =
  | {
      word: "noCodes" | "code" | "twice" | "taken" | "tooMany" | "opensNothing" | "gone" | "uses" | "untilFirst";
      code?: string;
    }
  | { moment: "date" | "time" | "never" | "twice" };
export type CodesWrong = Partial<Record<keyof CodesDraft, CodeProblem>>;

const CODES_AT_ONCE_MAX = 5_000;
const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$/;

/** Reads the form. The server judges again, and knows which codes the event has already. */
export function readCodes(draft: CodesDraft, timeZone: string): { body: NewCodes } | { wrong: CodesWrong } {
  const wrong: CodesWrong = {};
  const codes = draft.kind === "link" ? [] : wordsOf(draft.codes);
  if (draft.kind === "codes") Object.assign(wrong, wrongCodes(codes));
  const moment = (field: "from" | "until") => {
    const read = readMoment(draft[field], timeZone);
    if (read.kind === "once") return read.iso;
    if (read.kind !== "empty") wrong[field] = { moment: read.kind };
    return null;
  };
  const [valid_from, valid_until] = [moment("from"), moment("until")];
  if (valid_from && valid_until && valid_until <= valid_from) wrong.until = { word: "untilFirst" };
  const number = draft.usesMax.trim();
  const uses_max = number === "" ? null : /^\d{1,7}$/.test(number) ? Number(number) : 0;
  if (uses_max !== null && (uses_max < 1 || uses_max > 1_000_000)) wrong.usesMax = { word: "uses" };
  const [window, allocation] = [idOf(draft.presale), idOf(draft.allocation)];
  if (window === null && allocation === null) wrong.presale = { word: "opensNothing" };
  if (Object.keys(wrong).length > 0) return { wrong };
  const opens = { window, allocation, sells_alone: allocation !== null && draft.sellsAlone };
  return { body: { codes, name: draft.name.trim().slice(0, 80), ...opens, uses_max, valid_from, valid_until } };
}

/** One code a line, or apart by blanks or commas. */
const wordsOf = (text: string) => text.split(/[\s,;]+/).filter(Boolean);
const idOf = (typed: string) => (typed === "" ? null : Number(typed));

function wrongCodes(codes: readonly string[]): CodesWrong {
  if (codes.length === 0) return { codes: { word: "noCodes" } };
  if (codes.length > CODES_AT_ONCE_MAX) return { codes: { word: "tooMany" } };
  const odd = codes.find((code) => !CODE.test(code));
  if (odd !== undefined) return { codes: { word: "code", code: odd.slice(0, 60) } };
  const seen = new Set<string>();
  const twice = codes.find((code) => seen.has(code.toLowerCase()) || !seen.add(code.toLowerCase()));
  return twice === undefined ? {} : { codes: { word: "twice", code: twice } };
}

/** What the server found in the fields. `codes` are those that were sent, in their order. */
export function wrongByServer(fields: readonly { path: string }[], codes: readonly string[]): CodesWrong {
  const wrong: CodesWrong = {};
  for (const { path } of fields) {
    const at = /^codes\.(\d+)$/.exec(path)?.[1];
    if (at !== undefined) wrong.codes ??= { word: "taken", code: codes[Number(at)] ?? "" };
    else if (path === "window") wrong.presale = { word: "gone" };
    else if (path === "allocation") wrong.allocation = { word: "gone" };
    else if (path === "valid_until") wrong.until = { word: "untilFirst" };
  }
  return wrong;
}
