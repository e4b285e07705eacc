import { placesOf } from "../layout.ts";
import { hashLayout } from "../layout-hash.ts";
import { planOfLayout } from "../plan/plan-of-layout.ts";
import { fieldsOfFile } from "./file-fields.ts";
import type { HallImport, ImportField } from "./import-contract.ts";
import { type ImportChoices, importLayout } from "./import-venue.ts";
import { withApiOptions } from "./option-words.ts";
import type { FileProblem } from "./raw-plan.ts";

const LABELS_SHOWN = 12;

/** An uploaded file with its choices, as it is handed to the worker. */
export type HallFile = { readonly fileName: string; readonly bytes: Uint8Array; readonly choices: ImportChoices };

export type HallFileRead =
  | { readonly ok: true; readonly hall: Omit<HallImport, "already_there"> }
  | { readonly ok: false; readonly problems: readonly FileProblem[]; readonly fields: readonly ImportField[] };

/** Reads an uploaded file as a plan with a report, or says what is wrong with it and what could be mapped. Pure. */
export function readHallFile({ fileName, bytes, choices }: HallFile): HallFileRead {
  const result = importLayout({ fileName, bytes }, choices);
  const fields = fieldsOfFile(bytes, choices.sheet);
  if (!result.ok) {
    const problems = result.refusal.problems.map((each) => ({ ...each, reason: withApiOptions(each.reason) }));
    return { ok: false, problems, fields };
  }
  const { layout, report } = result;
  const seats = placesOf(layout).filter(({ section }) => layout.sections[section]?.kind !== "standing");
  return {
    ok: true,
    hall: {
      report: { ...report, notes: report.notes.map(withApiOptions), categories: layout.categories.length },
      labels: seats
        .slice(0, LABELS_SHOWN)
        .map(({ section, row, number }) => ({ section: layout.sections[section]?.name ?? "", row, seat: number })),
      fields: [...fields],
      layout_hash: hashLayout(layout).hash,
      plan: planOfLayout(layout),
    },
  };
}
