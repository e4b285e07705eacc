import type { Background } from "#lib/seating/plan/plan";
import type { DesignerState } from "../designer-store.ts";
import type { FoundInPicture } from "./tracing-state.ts";

const SVG = "http://www.w3.org/2000/svg";

export type PictureLayer = {
  readonly draw: (state: Pick<DesignerState, "plan" | "floor" | "tracing">) => void;
};

/**
 * The layer behind the drawing: the traced picture and, in its pixels, the seats that were found in it. Both are written only when they are
 * others than before, so that a drag costs nothing here.
 */
export function createPictureLayer(group: SVGGElement): PictureLayer {
  const image = document.createElementNS(SVG, "image");
  const found = document.createElementNS(SVG, "path");
  group.replaceChildren(image, found);
  image.setAttribute("preserveAspectRatio", "none");
  found.setAttribute("class", "hd-found");
  let shown: { background: Background | null; floor: string; found: FoundInPicture | undefined } | undefined;

  return {
    draw({ plan: { background }, floor, tracing }) {
      if (shown?.background === background && shown.floor === floor && shown.found === tracing.found) return;
      group.style.display = background === null || background.floor !== floor ? "none" : "";
      if (background !== null) place(group, image, background);
      if (shown?.found !== tracing.found) write(found, tracing.found);
      shown = { background, floor, found: tracing.found };
    },
  };
}

function place(group: SVGGElement, image: SVGImageElement, background: Background): void {
  const { picture, at, scale, rotation, opacity, size, hidden } = background;
  group.setAttribute("transform", `translate(${at[0]} ${at[1]}) rotate(${rotation}) scale(${scale})`);
  const href = `/pictures/${picture}`;
  if (image.getAttribute("href") !== href) image.setAttribute("href", href);
  // Without a size the picture is drawn at its own.
  for (const [name, value] of [["width", size?.[0]] as const, ["height", size?.[1]] as const])
    if (value === undefined) image.removeAttribute(name);
    else image.setAttribute(name, String(value));
  image.style.opacity = String(opacity);
  image.style.display = hidden ? "none" : "";
}

function write(path: SVGPathElement, found: FoundInPicture | undefined): void {
  const rows = found?.sections.flatMap((section) => section.rows) ?? [];
  path.setAttribute("stroke-width", String(Math.round(10 * (found?.size ?? 1)) / 10));
  path.setAttribute(
    "d",
    rows.map(({ x, y }) => x.map((at, i) => `M${Math.round(at)} ${Math.round(y[i] ?? 0)}h0`).join("")).join(""),
  );
}
