/** The forms that hold unsaved changes: each asks before the page is left. The newest asks first. */
const askers: ((go: () => void) => void)[] = [];

/** Goes at once where nothing is unsaved; else asks, and goes when the person says so. For what leads away without a link. */
export function leaveBy(go: () => void): void {
  const asker = askers.at(-1);
  if (asker) asker(go);
  else go();
}

/** Registers a question; answers how to take it back. */
export function askBeforeLeaving(asker: (go: () => void) => void): () => void {
  askers.push(asker);
  return () => {
    const at = askers.indexOf(asker);
    if (at >= 0) askers.splice(at, 1);
  };
}
