import { UnusablePicture } from "./picture-trouble.ts";
import { canvasOf, PICTURE_SIDE_PX_MAX, pngOf } from "./to-png.ts";

export type OpenPdf = {
  readonly pageCount: number;
  /** A page as PNG, its longer side at most 4,096 pixels; pages count from 1. */
  readonly draw: (page: number) => Promise<Blob>;
  readonly close: () => void;
};

/** A scanned page has 35 million pixels at 600 dpi; larger pictures in a PDF are left out. */
const PICTURE_PIXELS_MAX = 50_000_000;

/** Sharp enough for the smallest print: a page in points at this scale has 300 dpi. */
const SCALE_MAX = 300 / 72;

/**
 * Opens a PDF to draw one of its pages. The reader and its worker are loaded now, not with the page. Scripts in a PDF never run, as nothing
 * here runs them. Throws UnusablePicture for one that is broken or locked by a password.
 */
export async function openPdf(file: Blob): Promise<OpenPdf> {
  const { getDocument, GlobalWorkerOptions } = await import("pdfjs-dist");
  GlobalWorkerOptions.workerSrc ||= new URL("pdfjs-dist/build/pdf.worker.min.mjs", import.meta.url).href;
  const task = getDocument({
    data: await file.arrayBuffer(),
    maxImageSize: PICTURE_PIXELS_MAX,
    verbosity: 0,
  });
  const document = await task.promise.catch((cause: unknown) => {
    void task.destroy();
    throw troubleWith(cause);
  });
  return {
    pageCount: document.numPages,
    close: () => void task.destroy(),
    draw: async (number) => {
      try {
        const page = await document.getPage(number);
        const { width, height } = page.getViewport({ scale: 1 });
        const scale = Math.min(SCALE_MAX, PICTURE_SIDE_PX_MAX / Math.max(width, height));
        const viewport = page.getViewport({ scale });
        const { canvas } = canvasOf(Math.ceil(viewport.width), Math.ceil(viewport.height));
        await page.render({ canvas, viewport }).promise;
        return await pngOf(canvas);
      } catch (cause) {
        throw troubleWith(cause);
      }
    },
  };
}

function troubleWith(cause: unknown): UnusablePicture {
  if (cause instanceof UnusablePicture) return cause;
  const isLocked = cause instanceof Error && cause.name === "PasswordException";
  return new UnusablePicture(isLocked ? "pdfLocked" : "pdfBroken");
}
