import { decodeText } from "./decode-text.ts";
import { fileKindOf, textKindOf } from "./file-kind.ts";
import type { ImportField } from "./import-contract.ts";
import { FRAME_NAME } from "./layout-frame.ts";
import { UnreadableFile } from "./raw-plan.ts";
import { readDelimited, type TableLine } from "./read-delimited.ts";
import { readXlsx } from "./read-xlsx.ts";
import { shapesOf } from "./svg-shapes.ts";
import { SOURCES, sayingOf } from "./svg-sources.ts";
import { parseXml } from "./xml-tree.ts";

const FIELDS_SHOWN = 60;
const EXAMPLES_SHOWN = 3;
const EXAMPLE_LETTERS = 60;

/**
 * What of a file can be mapped to section, row and seat: the columns of a list, or where the shapes of a drawing say something, each
 * with its first values. None for a pretix plan, which names its parts itself, and for a file that cannot be read.
 */
export function fieldsOfFile(bytes: Uint8Array, sheet: string | undefined): ImportField[] {
  try {
    const kind = fileKindOf(bytes);
    if (kind === "xlsx") return columnsOf(readXlsx(bytes, sheet).lines);
    const { text } = decodeText(bytes);
    const textKind = textKindOf(text);
    if (kind !== "table" || typeof textKind === "object" || textKind === "json") return [];
    return textKind === "svg" ? sourcesOf(text) : columnsOf(readDelimited(text));
  } catch (cause) {
    if (cause instanceof UnreadableFile) return [];
    throw cause;
  }
}

function columnsOf([header, ...lines]: readonly TableLine[]): ImportField[] {
  const fields = (header?.cells ?? []).map((cell, i) =>
    fieldOf(
      cell.trim(),
      lines.slice(0, 200).map(({ cells }) => cells[i] ?? ""),
    ),
  );
  return fields.filter(({ name }) => name !== "" && name.toLowerCase() !== FRAME_NAME).slice(0, FIELDS_SHOWN);
}

function sourcesOf(text: string): ImportField[] {
  const shapes = shapesOf(parseXml(text)).filter(({ element: { name } }) => name !== "text" && name !== "line");
  const data = new Set(
    shapes.flatMap(({ element }) => Object.keys(element.attributes).filter((name) => name.startsWith("data-"))),
  );
  const texts = new Map<string, string[]>();
  for (const name of [...SOURCES, ...data].slice(0, FIELDS_SHOWN))
    texts.set(
      name,
      shapes.slice(0, 2_000).flatMap((shape) => sayingOf(shape, { name, texts: [] }) || []),
    );
  return [...texts]
    .map(([name, values]) => fieldOf(name, values))
    .filter(({ name, examples }) => name === "text" || examples.length > 0);
}

function fieldOf(name: string, values: readonly string[]): ImportField {
  const given = new Set(values.map((value) => value.trim().slice(0, EXAMPLE_LETTERS)).filter((value) => value !== ""));
  return { name, examples: [...given].slice(0, EXAMPLES_SHOWN) };
}
