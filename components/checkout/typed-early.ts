/**
 * What a field holds in the document. On a slow device people type before the page's script runs, and only the document knows it:
 * forms take it into their state when they mount, or the next change would empty the field.
 */
export function typedEarly(id: string): string | undefined {
  const field = document.getElementById(id);
  const isWritten =
    field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement ||
    // The value of a box that is ticked or not is "on" either way.
    (field instanceof HTMLInputElement && field.type !== "checkbox" && field.type !== "radio");
  return isWritten && field.value !== "" ? field.value : undefined;
}

/** The same of a checkbox. */
export function tickedEarly(id: string): boolean {
  const box = document.getElementById(id);
  return box instanceof HTMLInputElement && box.checked;
}
