import { Parser } from "htmlparser2";
import { UnreadableFile } from "./raw-plan.ts";

/** Deeper than any program nests its groups; a reader that walks a deeper tree would overflow. */
const DEPTH_MAX = 200;

/** An element of an XML document, its own text joined. Entities of the document's own are not resolved. */
export type XmlElement = {
  /** Without a namespace's prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

type Open = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string };

/** The document's root, which holds its elements; malformed parts are read as far as they go. Throws UnreadableFile past 200 levels. */
export function parseXml(text: string): XmlElement {
  const root: Open = { name: "", attributes: {}, children: [], text: "" };
  const open: Open[] = [root];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = { name: name.replace(/^.*:/, ""), attributes, children: [], text: "" };
        if (open.length > DEPTH_MAX)
          throw new UnreadableFile({ reason: `nests its elements more than ${DEPTH_MAX} deep` });
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(more) {
        const element = open.at(-1);
        if (element) element.text += more;
      },
      onclosetag() {
        open.pop();
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return root;
}
