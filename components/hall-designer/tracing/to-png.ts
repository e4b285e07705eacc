import { PICTURE_UPLOAD_BYTES_MAX } from "#lib/catalog/pictures/picture-contract";
import { UnusablePicture } from "./picture-trouble.ts";

/** No picture is kept with a longer side. */
export const PICTURE_SIDE_PX_MAX = 4_096;

/** A white sheet to draw on. Throws UnusablePicture where the device has no room for one of this size. */
export function canvasOf(width: number, height: number): { canvas: HTMLCanvasElement; pen: CanvasRenderingContext2D } {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (pen === null) throw new UnusablePicture("other");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  return { canvas, pen };
}

/** The sheet as PNG; as JPEG where that is too large to be sent, as scanned photographs are. */
export async function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  const png = await blobOf(canvas, "image/png");
  return png.size <= PICTURE_UPLOAD_BYTES_MAX ? png : blobOf(canvas, "image/jpeg");
}

function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new UnusablePicture("other"))), type, 0.92),
  );
}
