import type { AllocationWire, NewAllocation } from "#lib/seating/allocations/allocation-contract";
import { type MomentDraft, momentDraft, NO_MOMENT, readMoment } from "../event-form/moment-draft.ts";
import type { SeatsEvent } from "./seats-event.ts";

/** An allocation as it stands in its form. */
export type AllocationDraft = {
  name: string;
  kind: AllocationWire["kind"];
  owner: string;
  reason: string;
  releaseAt: MomentDraft;
  /** Empty for no rule. */
  releaseWhen: NonNullable<AllocationWire["release_when"]> | "";
};

export type AllocationProblem =
  | { word: "name" | "nameTaken" | "past" | "afterSale" | "ruleKind" | "tooLong" }
  | { moment: "date" | "time" | "never" | "twice" };
export type AllocationWrong = Partial<Record<keyof AllocationDraft, AllocationProblem>>;

export const NEW_ALLOCATION: AllocationDraft = {
  ...{ name: "", kind: "house", owner: "", reason: "", releaseAt: NO_MOMENT, releaseWhen: "" },
};

type Kept = Omit<AllocationWire, "seats">;

export function allocationDraft(kept: Kept, timeZone: string): AllocationDraft {
  return {
    ...{
      name: kept.name,
      kind: kept.kind,
      owner: kept.owner,
      reason: kept.reason,
      releaseWhen: kept.release_when ?? "",
    },
    releaseAt: kept.release_at === null ? NO_MOMENT : momentDraft(kept.release_at, timeZone),
  };
}

/** Reads the form as the API takes it. The server judges again. `kept` is the allocation as it was opened. */
export function readAllocation(
  draft: AllocationDraft,
  { event, kept }: { event: SeatsEvent; kept: Kept | undefined },
): { body: NewAllocation } | { wrong: AllocationWrong } {
  const wrong: AllocationWrong = {};
  const name = draft.name.trim().replace(/\s+/g, " ");
  if (name === "" || name.length > 80) wrong.name = { word: "name" };
  if (draft.owner.length > 120) wrong.owner = { word: "tooLong" };
  if (draft.reason.length > 500) wrong.reason = { word: "tooLong" };
  const release = readMoment(draft.releaseAt, event.timeZone);
  const release_at = release.kind === "once" ? unlessUntouched(release.iso, { kept, timeZone: event.timeZone }) : null;
  if (release.kind !== "once" && release.kind !== "empty") wrong.releaseAt = { moment: release.kind };
  const isNew = release_at !== null && release_at !== kept?.release_at;
  if (isNew && Date.parse(release_at) <= event.now) wrong.releaseAt = { word: "past" };
  if (isNew && Date.parse(release_at) >= Date.parse(event.salesEndAt)) wrong.releaseAt = { word: "afterSale" };
  if (Object.keys(wrong).length > 0) return { wrong };
  const release_when = draft.kind === "accessible" && draft.releaseWhen !== "" ? draft.releaseWhen : null;
  const { kind, owner, reason } = draft;
  return { body: { name, kind, owner: owner.trim(), reason: reason.trim(), release_at, release_when } };
}

/** A release by hand is dated to the second, which the form does not show: what was not touched stays as it is. */
function unlessUntouched(iso: string, { kept, timeZone }: { kept: Kept | undefined; timeZone: string }): string {
  const was = kept?.release_at;
  if (!was) return iso;
  const shown = readMoment(momentDraft(was, timeZone), timeZone);
  return shown.kind === "once" && shown.iso === iso ? was : iso;
}

/** What the server found in the fields. */
export function wrongByServer(fields: readonly { path: string; message: string }[]): AllocationWrong {
  const wrong: AllocationWrong = {};
  for (const { path, message } of fields) {
    if (path === "name") wrong.name = { word: "nameTaken" };
    if (path === "release_when") wrong.releaseWhen = { word: "ruleKind" };
    if (path === "release_at") wrong.releaseAt = { word: message.includes("future") ? "past" : "afterSale" };
  }
  return wrong;
}
