import type { KeyboardEvent } from "react";

/**
 * The keys of a table whose rows take the focus: arrows, Home and End move between rows, Enter opens a row by its link, Space
 * selects it, Control or ⌘ with A selects all, Escape none. Keys inside a field or on a button of a row stay its own.
 */
export function onTableKey(
  event: KeyboardEvent<HTMLElement>,
  acts: { rowCount: number; goTo: (index: number) => void; selection: SelectionKeys | undefined },
): void {
  const row = event.target instanceof HTMLElement && event.target.matches("[data-row]") ? event.target : undefined;
  if (!row || event.altKey) return;
  const { selection } = acts;
  if (event.ctrlKey || event.metaKey) {
    if (event.key !== "a" || !selection) return;
    selection.all();
    event.preventDefault();
    return;
  }
  const index = Number(row.dataset.index);
  const next = nextIndex(event.key, index, acts.rowCount);
  if (next !== undefined) acts.goTo(next);
  else if (event.key === "Enter") row.querySelector<HTMLElement>("[data-opens]")?.click();
  else if (event.key === " " && selection) selection.toggle(row.dataset.row ?? "");
  else if (event.key === "Escape" && selection?.isAny) selection.none();
  else return;
  event.preventDefault();
}

export type SelectionKeys = {
  readonly isAny: boolean;
  readonly toggle: (id: string) => void;
  readonly all: () => void;
  readonly none: () => void;
};

/** The row that a key leads to; undefined for a key that does not move. */
export function nextIndex(key: string, index: number, rowCount: number): number | undefined {
  const moves: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + PAGE,
    PageUp: index - PAGE,
    Home: 0,
    End: rowCount - 1,
  };
  const wanted = moves[key];
  return wanted === undefined ? undefined : Math.min(Math.max(wanted, 0), rowCount - 1);
}

const PAGE = 10;
