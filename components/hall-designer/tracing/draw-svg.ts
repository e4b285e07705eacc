import { UnusablePicture } from "./picture-trouble.ts";
import { findSvgDanger } from "./svg-dangers.ts";
import { canvasOf, PICTURE_SIDE_PX_MAX, pngOf } from "./to-png.ts";

/**
 * Draws an SVG as a PNG whose longer side has 4,096 pixels. The browser draws it as a picture, which runs no script and loads nothing; a drawing
 * with either is refused all the same, so that nobody wonders what is missing in it. Throws UnusablePicture.
 */
export async function drawSvg(file: Blob): Promise<Blob> {
  const text = await file.text();
  const page = new DOMParser().parseFromString(text, "image/svg+xml");
  const fault = page.querySelector("parsererror");
  if (fault !== null || page.documentElement.localName !== "svg")
    throw new UnusablePicture("svgBroken", { line: Number(/line (\d+)/i.exec(fault?.textContent ?? "")?.[1] ?? 1) });
  const danger = findSvgDanger(page.documentElement, text);
  if (danger !== undefined) throw new UnusablePicture(danger.why, danger.values);
  const { width, height } = sizeOf(page.documentElement);
  page.documentElement.setAttribute("width", String(width));
  page.documentElement.setAttribute("height", String(height));
  const drawing = new Blob([new XMLSerializer().serializeToString(page)], { type: "image/svg+xml" });
  const address = URL.createObjectURL(drawing);
  try {
    const image = new Image();
    image.src = address;
    await image.decode().catch(() => {
      throw new UnusablePicture("svgBroken", { line: 1 });
    });
    const { canvas, pen } = canvasOf(width, height);
    pen.drawImage(image, 0, 0, width, height);
    return await pngOf(canvas);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The drawing's shape at the largest size that is kept: by its viewBox, else by its width and height, else 300 × 150 as browsers do. */
function sizeOf(svg: Element): { width: number; height: number } {
  const [, , boxWidth = 0, boxHeight = 0] = (svg.getAttribute("viewBox") ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const own = [boxWidth || lengthOf(svg, "width") || 300, boxHeight || lengthOf(svg, "height") || 150] as const;
  if (!(boxWidth > 0 && boxHeight > 0)) svg.setAttribute("viewBox", `0 0 ${own[0]} ${own[1]}`);
  const scale = PICTURE_SIDE_PX_MAX / Math.max(...own);
  return { width: Math.max(1, Math.round(own[0] * scale)), height: Math.max(1, Math.round(own[1] * scale)) };
}

/** A length in pixels; percentages say nothing of a picture that stands alone. */
function lengthOf(svg: Element, name: string): number {
  const [, value, unit = ""] = /^\s*([\d.]+)(px|pt|mm|cm|in)?\s*$/.exec(svg.getAttribute(name) ?? "") ?? [];
  const pixels = { "": 1, px: 1, pt: 4 / 3, mm: 96 / 25.4, cm: 96 / 2.54, in: 96 }[unit] ?? 1;
  return Number(value ?? 0) * pixels;
}
