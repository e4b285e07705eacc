import { z } from "zod";

/** The contract of a list in a form, which sends a single value where one was chosen and nothing where none was. */
export function formList<List extends z.ZodType>(list: List) {
  return z.preprocess((sent) => (sent === undefined ? [] : Array.isArray(sent) ? sent : [sent]), list);
}
