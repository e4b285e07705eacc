import { type PlanProblem, type PlanProblems, PROBLEM_KINDS, type ProblemKind, type Severity } from "./problem.ts";

/** Problems of one kind that the seats of one section have, in the order of the plan; or one problem alone. */
export type ProblemGroup = readonly [PlanProblem, ...PlanProblem[]];

/** Puts together what the seats of one section have alike, so that a section without categories is one line and not a thousand. */
export function groupProblems(problems: readonly PlanProblem[]): ProblemGroup[] {
  const groups: [PlanProblem, ...PlanProblem[]][] = [];
  const ofSeats = new Map<string, PlanProblem[]>();
  for (const problem of problems) {
    const key = problem.seat === undefined ? undefined : `${problem.kind} ${problem.section}`;
    const group = key === undefined ? undefined : ofSeats.get(key);
    if (group) {
      group.push(problem);
      continue;
    }
    const started: [PlanProblem] = [problem];
    groups.push(started);
    if (key !== undefined) ofSeats.set(key, started);
  }
  return groups;
}

/** How many problems of a severity there are, also those that are only counted. */
export function countProblems({ counts }: PlanProblems, severity: Severity): number {
  const kinds = Object.entries(counts) as [ProblemKind, number][];
  return kinds.reduce((sum, [kind, count]) => sum + (PROBLEM_KINDS[kind] === severity ? count : 0), 0);
}
