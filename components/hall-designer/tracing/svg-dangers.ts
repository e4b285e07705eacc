import type { PictureTrouble } from "./picture-trouble.ts";

/** More elements than this, counted with what `use` repeats, are not drawn: nine levels of ten uses each would be a billion. */
export const SVG_ELEMENTS_MAX = 500_000;

const RUNS = new Set(["script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler"]);
const OWN_PICTURE = /^\s*data:image\/(png|jpe?g|webp|gif)[;,]/i;

/** What of a drawing runs or loads something, or grows beyond measure, with the line of the first place; undefined for a plain one. */
export function findSvgDanger(svg: Element, text: string): PictureTrouble | undefined {
  const all = [svg, ...svg.querySelectorAll("*")];
  for (const element of all) {
    const name = element.localName;
    if (RUNS.has(name)) return { why: "svgRuns", values: { what: `<${name}>`, line: lineOf(text, `<${name}`) } };
    for (const { name: key, localName, value } of element.attributes) {
      if (/^on/i.test(key)) return { why: "svgRuns", values: { what: key, line: lineOf(text, key) } };
      if (/^\s*javascript:/i.test(value))
        return { why: "svgRuns", values: { what: key, line: lineOf(text, "javascript:") } };
      const isLink = (localName === "href" || localName === "src") && name !== "a";
      const target = isLink ? value : /url\(\s*['"]?\s*([^'")\s]*)/i.exec(value)?.[1];
      if (target !== undefined && isForeign(target))
        return { why: "svgRefers", values: { what: target.slice(0, 80), line: lineOf(text, target) } };
    }
    const rule = name === "style" ? foreignRule(element.textContent ?? "") : undefined;
    if (rule !== undefined) return { why: "svgRefers", values: { what: rule.slice(0, 80), line: lineOf(text, rule) } };
  }
  return countDrawn(svg) > SVG_ELEMENTS_MAX ? { why: "svgRepeats", values: { max: SVG_ELEMENTS_MAX } } : undefined;
}

const isForeign = (target: string) =>
  target.trim() !== "" && !target.trim().startsWith("#") && !OWN_PICTURE.test(target);

function foreignRule(css: string): string | undefined {
  const [imported] = /@import[^;]*/i.exec(css) ?? [];
  if (imported !== undefined) return imported;
  return [...css.matchAll(/url\(\s*['"]?\s*([^'")\s]*)/gi)].map(([, target = ""]) => target).find(isForeign);
}

function lineOf(text: string, what: string): number {
  const at = text.indexOf(what);
  return at < 0 ? 1 : text.slice(0, at).split("\n").length;
}

/** Elements that a browser draws: `use` counts what it repeats, and one that repeats itself counts as too many. */
function countDrawn(svg: Element): number {
  const byId = new Map([...svg.querySelectorAll("[id]")].map((element) => [element.id, element]));
  const counts = new Map<Element, number>();
  const count = (element: Element): number => {
    const known = counts.get(element);
    if (known !== undefined) return known;
    // Seen again while it is being counted: it stands in itself.
    counts.set(element, Number.POSITIVE_INFINITY);
    let sum = 1;
    for (const child of element.children) sum += count(child);
    const target = element.localName === "use" ? byId.get(hrefOf(element).replace(/^#/, "")) : undefined;
    if (target !== undefined) sum += count(target);
    counts.set(element, sum);
    return sum;
  };
  return count(svg);
}

const hrefOf = (element: Element) =>
  element.getAttribute("href") ?? element.getAttributeNS("http://www.w3.org/1999/xlink", "href") ?? "";
