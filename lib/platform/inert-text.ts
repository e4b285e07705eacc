/**
 * Text that others chose, for a cell of a CSV file: one that a spreadsheet would run as a formula gets an apostrophe in front
 * (OWASP, CSV injection). For files whose amounts must keep their minus; elsewhere `escape_formulas` of csv-stringify does it.
 */
export function inertText(text: string): string {
  return /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}
