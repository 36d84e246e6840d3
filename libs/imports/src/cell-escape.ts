/** What makes a spreadsheet take a text for a formula: it would run on the machine of whoever opens the file. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A text that is safe as a cell of a file that we write: an apostrophe in front of what would become a formula. */
export function escapeCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text of a cell as it was before `escapeCell`. */
export function unescapeCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
