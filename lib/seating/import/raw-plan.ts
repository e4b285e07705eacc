/** The readers' common result: every format becomes this flat list before it becomes a layout. */
export type RawPlan = {
  readonly name: string;
  readonly categories: readonly string[];
  readonly seats: readonly RawSeat[];
  readonly areas: readonly RawArea[];
  /** Remarks on accepted oddities, such as unknown columns or keys and renamed things. */
  readonly notes: readonly string[];
};

export type RawSeat = {
  readonly section: string;
  readonly row: string;
  readonly number: string;
  readonly x: number;
  readonly y: number;
  /** Index into the plan's categories. */
  readonly category: number;
  /** A letter of SEAT_KINDS. */
  readonly kind: "." | "w" | "c" | "r";
};

/** Something drawn in the file, in the file's own units. */
export type RawArea = {
  readonly outline: readonly number[];
  readonly circle?: { readonly x: number; readonly y: number; readonly radius: number };
  readonly text: string;
};

export type FileProblem = { readonly line?: number; readonly path?: string; readonly reason: string };

const PROBLEMS_SHOWN = 20;

/** Collects the problems of a file. A hundred thousand bad lines show the first twenty and a count. */
export function collectProblems() {
  const shown: FileProblem[] = [];
  let count = 0;
  return {
    add(problem: FileProblem): void {
      count++;
      if (shown.length < PROBLEMS_SHOWN) shown.push(problem);
    },
    get any(): boolean {
      return count > 0;
    },
    list(): FileProblem[] {
      return count > shown.length ? [...shown, { reason: `and ${count - shown.length} more problems` }] : shown;
    },
  };
}

export type Problems = ReturnType<typeof collectProblems>;

/** Thrown by a reader that cannot continue; the use case turns it into a refusal. */
export class UnreadableFile extends Error {
  readonly problem: FileProblem;
  constructor(problem: FileProblem) {
    super(problem.reason);
    this.problem = problem;
  }
}

const LABEL_LENGTH_MAX = 80;
const COORDINATE_MAX = 1e7;

/** Why a label is refused, or undefined. Control characters would travel into tickets and CSV exports. */
export function labelProblem(what: string, text: string): string | undefined {
  if (text === "") return `${what} is empty`;
  if (text.length > LABEL_LENGTH_MAX) return `${what} is longer than ${LABEL_LENGTH_MAX} characters`;
  if (/\p{Cc}/u.test(text)) return `${what} contains a control character`;
  return undefined;
}

/** Why a coordinate is refused, or undefined. */
export function coordinateProblem(what: string, value: number): string | undefined {
  if (!Number.isFinite(value)) return `${what} is not a finite number`;
  if (Math.abs(value) > COORDINATE_MAX) return `${what} is further out than ${COORDINATE_MAX}`;
  return undefined;
}

/** A category that names wheelchair places makes its seats wheelchair places, for formats without a mark for the seat. */
export function namesWheelchairs(category: string): boolean {
  return /wheel-?\s?chair|rollstuhl|rolli\b|silla de ruedas|fauteuil roulant/i.test(category);
}

/** One key for a seat's full name. */
export function seatKey(section: string, row: string, number: string): string {
  return JSON.stringify([section, row, number]);
}
