import type { XmlElement } from "./xml-tree.ts";

const FOREIGN_TAGS = new Set([
  "script",
  "foreignobject",
  "iframe",
  "embed",
  "object",
  "audio",
  "video",
  "animate",
  "set",
]);

/**
 * Notes what of a drawing runs or loads something. Nothing of it is followed or kept: a plan takes outlines and words alone.
 */
export function dangersOf(root: XmlElement): string[] {
  let [scripts, references] = [0, 0];
  const look = ({ name, attributes, children }: XmlElement): void => {
    if (FOREIGN_TAGS.has(name.toLowerCase())) scripts++;
    for (const [key, value] of Object.entries(attributes)) {
      if (/^on/i.test(key) || /^\s*javascript:/i.test(value)) scripts++;
      else if (/(^|:)(href|src)$/i.test(key) && !value.trim().startsWith("#")) references++;
      else if (/url\(\s*['"]?\s*[^#'"\s]/i.test(value)) references++;
    }
    children.forEach(look);
  };
  look(root);
  return [
    ...(scripts > 0 ? [`scripts and embedded content are left out: ${scripts}`] : []),
    ...(references > 0 ? [`references to other files are not followed: ${references}`] : []),
  ];
}
