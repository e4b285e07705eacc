"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useRoom } from "#components/hall-designer/designer-room";
import { PICTURE_UPLOAD_BYTES_MAX } from "#lib/catalog/pictures/picture-contract";
import { setBackground } from "#lib/seating/plan/edits/background";
import type { OpenPdf } from "./open-pdf.ts";
import { pictureKindOf } from "./picture-kind.ts";
import { type PictureTrouble, UnusablePicture } from "./picture-trouble.ts";
import { NO_TRACING } from "./tracing-state.ts";

export type PictureStep =
  | { readonly kind: "none" }
  /** The file is made a picture of. */
  | { readonly kind: "drawing" }
  /** A PDF of several pages: one is chosen. `preview` is the page as PNG once it is drawn, under an address of this page. */
  | { readonly kind: "pages"; readonly count: number; readonly page: number; readonly preview: string | undefined }
  | { readonly kind: "sending"; readonly share: number }
  | { readonly kind: "failed"; readonly trouble: PictureTrouble };

const MEGABYTE = 1024 * 1024;

/** The file that becomes the traced picture, and how far that is. Another file, or stop, gives up what is on its way. */
export function usePicture() {
  const { store, port, view } = useRoom();
  const [step, setStep] = useState<PictureStep>({ kind: "none" });
  const running = useRef<AbortController>(undefined);
  const pages = useRef<{ pdf: OpenPdf; drawn: Blob | undefined }>(undefined);
  const close = useCallback(() => {
    running.current?.abort();
    pages.current?.pdf.close();
    pages.current = undefined;
  }, []);
  useEffect(() => close, [close]);

  /** Runs work that can be given up; its trouble is the next step. */
  async function run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    try {
      await work(mine.signal);
    } catch (cause) {
      if (mine.signal.aborted) return;
      setStep({ kind: "failed", trouble: cause instanceof UnusablePicture ? cause.trouble : { why: "other" } });
    }
  }

  async function send(file: Blob, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    setStep({ kind: "sending", share: 0 });
    const onProgress = (sent: number) => {
      if (!signal.aborted) setStep({ kind: "sending", share: sent / Math.max(1, file.size) });
    };
    const answer = await port.addPicture(file, { onProgress, signal });
    if (signal.aborted) return;
    pages.current?.pdf.close();
    pages.current = undefined;
    if (!answer.ok) return setStep({ kind: "failed", trouble: answer.trouble });
    const { floor } = store.getState();
    store.edit("picture", (plan) => setBackground(plan, { picture: answer.picture, floor }));
    store.setState({ tracing: NO_TRACING });
    setStep({ kind: "none" });
    view()?.map.fit();
  }

  async function drawPage(page: number, signal: AbortSignal): Promise<void> {
    const open = pages.current;
    if (open === undefined) return;
    setStep({ kind: "pages", count: open.pdf.pageCount, page, preview: undefined });
    const drawn = await open.pdf.draw(page);
    if (signal.aborted) return;
    open.drawn = drawn;
    setStep({ kind: "pages", count: open.pdf.pageCount, page, preview: URL.createObjectURL(drawn) });
  }

  async function open(file: File, signal: AbortSignal): Promise<void> {
    if (file.size === 0) throw new UnusablePicture("empty");
    if (file.size > PICTURE_UPLOAD_BYTES_MAX)
      throw new UnusablePicture("tooLarge", {
        size: Math.ceil(file.size / MEGABYTE),
        max: PICTURE_UPLOAD_BYTES_MAX / MEGABYTE,
      });
    setStep({ kind: "drawing" });
    const kind = await pictureKindOf(file);
    if (kind === undefined) throw new UnusablePicture("kind");
    if (kind === "picture") return send(file, signal);
    if (kind === "svg") return send(await (await import("./draw-svg.ts")).drawSvg(file), signal);
    const pdf = await (await import("./open-pdf.ts")).openPdf(file);
    if (signal.aborted) return pdf.close();
    pages.current = { pdf, drawn: undefined };
    if (pdf.pageCount === 1) return send(await pdf.draw(1), signal);
    return drawPage(1, signal);
  }

  return {
    step,
    choose: (file: File) => {
      close();
      return run((signal) => open(file, signal));
    },
    showPage: (page: number) => run((signal) => drawPage(page, signal)),
    takePage: () => {
      const drawn = pages.current?.drawn;
      return drawn === undefined ? Promise.resolve() : run((signal) => send(drawn, signal));
    },
    stop: () => {
      close();
      setStep({ kind: "none" });
    },
  };
}
