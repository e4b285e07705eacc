import type { ReactNode } from "react";

/** How many rows one action takes. */
export const BULK_MAX = 100;

/** What may be done with several rows of a table at once. */
export type Bulk<T> = {
  /** The row's name: for the box that selects it, and where something could not be done with it. */
  nameOf: (row: T) => string;
  /** Rows without it can all be selected. */
  canSelect?: (row: T) => boolean;
  /** The buttons for the selected rows. */
  bar: (chosen: Chosen) => ReactNode;
};

/** The selected rows; `select` selects others instead. */
export type Chosen = { readonly ids: readonly string[]; readonly select: (ids: readonly string[]) => void };

/** What an action did with each row that it was given; `name` is added where it is shown. */
export type BulkResult<Code extends string> = {
  readonly done: readonly string[];
  readonly failed: readonly { readonly id: string; readonly code: Code; readonly name?: string }[];
};

/** The state of a form for several rows: refused as a whole, or the result row by row. */
export type BulkState<Code extends string> = { readonly refusal?: Code; readonly result?: BulkResult<Code> };
export type BulkAction<Code extends string> = (state: BulkState<Code>, form: FormData) => Promise<BulkState<Code>>;
