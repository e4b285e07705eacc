/** A place by its name; a standing one has an empty row. At a table the row is the table's name, so the word "row" would be wrong. */
export type NamedSeat = {
  readonly section: string;
  readonly row: string;
  readonly number: string;
  readonly isTable: boolean;
};

/** Which words of the namespace `seat-name` name a place: `place`, `table` or `row`. */
export type SeatWordsKey = "place" | "table" | "row";

/** The one rule by which pages and mails choose the words of a place. */
export function seatWordsOf({ row, isTable }: Pick<NamedSeat, "row" | "isTable">): SeatWordsKey {
  if (row === "") return "place";
  return isTable ? "table" : "row";
}
