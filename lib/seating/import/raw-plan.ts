/** The readers' common result: every format becomes this flat list before it becomes a layout. */
export type RawPlan = {
  readonly name: string;
  readonly categories: readonly RawCategory[];
  readonly seats: readonly RawSeat[];
  readonly areas: readonly RawArea[];
  /** Remarks on accepted oddities, such as unknown columns or keys and renamed things. */
  readonly notes: readonly string[];
  /** The frame of a file that we exported, as it stands there (layout-frame.ts). */
  readonly frame?: string;
};

/** `isSold` is false for seats that the file marks as not available. */
export type RawCategory = { readonly name: string; readonly isSold: boolean };

export type RawSeat = {
  readonly section: string;
  /** Empty for seats that stand in no row, such as those around a table. */
  readonly row: string;
  readonly number: string;
  readonly x: number;
  readonly y: number;
  /** Index into the plan's categories. */
  readonly category: number;
  /** A letter of SEAT_KINDS. */
  readonly kind: SeatLetter;
  readonly at: Place;
};

export type SeatLetter = "." | "w" | "c" | "r";

/** Something drawn in the file, in the file's own units. */
export type RawArea = {
  /** A polygon, or one point for a text alone. */
  readonly outline: readonly number[];
  readonly circle?: { readonly x: number; readonly y: number; readonly radius: number };
  readonly text: string;
  /** Where the file puts the text; the middle of the outline where it does not say. */
  readonly textAt?: readonly [x: number, y: number];
  readonly at: Place;
};

/** Where in the file something stands: the line of a list, the JSON path of a plan, the id of a drawing. */
export type Place = { readonly line?: number; readonly path?: string };

export type FileProblem = Place & { readonly reason: string };

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

/** A place in words, as problems refer to another one. */
export function placeWords({ line, path }: Place): string {
  return line === undefined ? `at ${path ?? "another place"}` : `on line ${line}`;
}
