import type { Point } from "../../layout.ts";

/** An `error` keeps a hall from being published; a `warning` does not. */
export type Severity = "error" | "warning";

/** All kinds of problems with their severity. The kind is the key of the message that pages show in each language. */
export const PROBLEM_KINDS = {
  planWithoutName: "error",
  noPlaces: "error",
  noFocalPoint: "error",
  nothingForSale: "error",
  categoryWithoutName: "error",
  categoryTwice: "error",
  sectionWithoutName: "error",
  sectionTwice: "error",
  emptySection: "warning",
  unsoldSection: "warning",
  standingWithoutCapacity: "error",
  standingWithoutOutline: "error",
  sectionsOverlap: "warning",
  seatWithoutCategory: "error",
  seatWithoutNumber: "error",
  duplicateLabel: "error",
  lookAlikeLabel: "error",
  labelTooLong: "warning",
  seatsOnOnePoint: "error",
  seatsOverlap: "warning",
  seatOutsideSection: "warning",
  companionWithoutWheelchair: "error",
  wheelchairWithoutCompanion: "warning",
  restrictedWithoutReason: "warning",
  unreachableRow: "warning",
  aisleTooNarrow: "warning",
  viewWithoutPicture: "error",
} as const satisfies Record<string, Severity>;

export type ProblemKind = keyof typeof PROBLEM_KINDS;

export type PlanProblem = {
  readonly kind: ProblemKind;
  readonly severity: Severity;
  /** Ids of the section and part, and the key of the seat, that a click selects; absent for a problem of the whole plan. */
  readonly section?: string;
  readonly part?: string;
  readonly seat?: string;
  /** Where to look, in coordinates of the plan. */
  readonly at?: Point;
  /** What the message names: labels, counts, lengths. */
  readonly values: Readonly<Record<string, string | number>>;
};

export type PlanProblems = {
  /** Errors before warnings, each kind in the order of the plan, at most ten thousand of a kind. */
  readonly problems: readonly PlanProblem[];
  /** How many there are of each kind that occurs. */
  readonly counts: Readonly<Partial<Record<ProblemKind, number>>>;
  /** Whether an error keeps the plan from being published. */
  readonly isPublishable: boolean;
};

const KEPT_MAX = 10_000;

export type Report = (
  kind: ProblemKind,
  found?: Omit<PlanProblem, "kind" | "severity" | "values"> & { values?: PlanProblem["values"] },
) => void;

/** Gathers problems; more than ten thousand of one kind are only counted. */
export function gatherProblems(): { report: Report; result: () => PlanProblems } {
  const problems: PlanProblem[] = [];
  const counts: Partial<Record<ProblemKind, number>> = {};
  const report: Report = (kind, { values = {}, ...place } = {}) => {
    const count = (counts[kind] ?? 0) + 1;
    counts[kind] = count;
    if (count <= KEPT_MAX) problems.push({ kind, severity: PROBLEM_KINDS[kind], ...place, values });
  };
  const result = (): PlanProblems => ({
    problems: problems.toSorted((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning")),
    counts,
    isPublishable: problems.every(({ severity }) => severity === "warning"),
  });
  return { report, result };
}
