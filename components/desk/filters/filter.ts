/** A filter of a list. Its answer stands in the address under its name; fixed values are a select, never free text. */
export type Filter =
  | {
      kind: "select";
      name: string;
      label: string;
      /** The choice of no filter. */
      all: string;
      options: readonly { value: string; label: string }[];
    }
  | { kind: "text"; name: string; label: string; hint?: string }
  | {
      kind: "date";
      name: string;
      label: string;
      /** The day that is meant where the address has none, `2026-11-28`. */
      usual?: string;
    };
