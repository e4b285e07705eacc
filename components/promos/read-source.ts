import {
  BATCH_MAX,
  LENGTH_MAX,
  LENGTH_MIN,
  LIST_BYTES_MAX,
  type NewBatch,
  PREFIX_MAX,
} from "#lib/pricing/promo/managing/promo-contract";
import type { Wrong } from "./read-terms.ts";

type Given = { generate: NonNullable<NewBatch["generate"]> } | { list: string };

/** The name of a batch and where its codes come from, as they stand in the form, with the fields that are none. */
export function readSource(
  form: FormData,
  source: "generate" | "import",
): { name: string; given: Given; wrong: Wrong } {
  const text = (field: string) => String(form.get(field) ?? "").trim();
  const wrong: Record<string, { word: string }> = {};
  const isWhole = (field: string, min: number, max: number) =>
    /^\d{1,6}$/.test(text(field)) && Number(text(field)) >= min && Number(text(field)) <= max;
  const demand = (field: string, isRight: boolean) => {
    if (!isRight) wrong[field] = { word: field };
  };
  const name = text("batch");
  demand("name", name.length >= 1 && name.length <= 80);
  if (source === "import") {
    const list = String(form.get("list") ?? "");
    demand("list", list.trim() !== "" && new Blob([list]).size <= LIST_BYTES_MAX);
    return { name, given: { list }, wrong };
  }
  demand("count", isWhole("count", 1, BATCH_MAX));
  demand("length", isWhole("length", LENGTH_MIN, LENGTH_MAX));
  demand("prefix", text("prefix").length <= PREFIX_MAX);
  const generate = { count: Number(text("count")), prefix: text("prefix"), length: Number(text("length")) };
  return { name, given: { generate }, wrong };
}
