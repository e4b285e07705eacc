import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * What lists of rows in a form share: moving a row, and the focus after a change. `list` belongs on the element around the rows, and
 * `focusOn` takes the `data-focus` of the control that gets the focus next.
 */
export function useRows<T>(
  rows: readonly T[],
  onChange: (rows: readonly T[]) => void,
): {
  list: RefObject<HTMLFieldSetElement | null>;
  focusOn: (control: string) => void;
  moved: (at: number, by: 1 | -1) => void;
} {
  const list = useRef<HTMLFieldSetElement>(null);
  const [focus, setFocus] = useState<string>();
  useEffect(() => {
    if (focus === undefined) return;
    list.current?.querySelector<HTMLElement>(`[data-focus="${focus}"]`)?.focus();
    // Rows changed without an input event; the guard of unsaved changes listens to those.
    list.current?.dispatchEvent(new Event("input", { bubbles: true }));
    setFocus(undefined);
  }, [focus]);
  const moved = (at: number, by: 1 | -1) => {
    const [row] = rows.slice(at, at + 1);
    if (row !== undefined) onChange(rows.toSpliced(at, 1).toSpliced(at + by, 0, row));
  };
  return { list, focusOn: setFocus, moved };
}
