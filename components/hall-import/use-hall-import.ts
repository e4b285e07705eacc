"use client";

import { useEffect, useRef, useState } from "react";
import type { ImportField, ImportOptions } from "#lib/seating/import/import-contract";
import type { ApiRefusal } from "../api/call.ts";
import { type ImportAnswer, uploadHall } from "./upload-hall.ts";

export type ReadHall = Extract<ImportAnswer, { ok: true }>["value"];

export type ImportTrouble = ApiRefusal | { readonly code: "too_large" | "empty"; readonly message: string };

export type ImportStep =
  | { readonly kind: "none" }
  | { readonly kind: "sending"; readonly sent: number }
  /** All of it has left; the server reads. */
  | { readonly kind: "reading" }
  | { readonly kind: "failed"; readonly trouble: ImportTrouble }
  | { readonly kind: "read"; readonly hall: ReadHall };

/** The file that is read as a hall, and how far that is. A new file, or other options, give up what is on its way. */
export function useHallImport({ organizationId, bytesMax }: { organizationId: string; bytesMax: number }) {
  const [file, setFile] = useState<File>();
  const [fields, setFields] = useState<readonly ImportField[]>([]);
  const [step, setStep] = useState<ImportStep>({ kind: "none" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function read(chosen: File, options: ImportOptions): Promise<void> {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    const trouble = chosen.size > bytesMax ? "too_large" : chosen.size === 0 ? "empty" : undefined;
    if (trouble) return setStep({ kind: "failed", trouble: { code: trouble, message: "" } });
    setStep({ kind: "sending", sent: 0 });
    const onProgress = (sent: number) => {
      if (!mine.signal.aborted) setStep(sent >= chosen.size ? { kind: "reading" } : { kind: "sending", sent });
    };
    const answer = await uploadHall({ organizationId, file: chosen, options }, { onProgress, signal: mine.signal });
    if (mine.signal.aborted) return;
    if (answer.ok) {
      setFields(answer.value.fields);
      return setStep({ kind: "read", hall: answer.value });
    }
    if (answer.refusal.code === "invalid_file") setFields(answer.refusal.fields);
    setStep({ kind: "failed", trouble: answer.refusal });
  }

  return {
    ...{ file, fields, step },
    choose: (chosen: File) => {
      setFile(chosen);
      setFields([]);
      return read(chosen, {});
    },
    readAgain: (options: ImportOptions) => (file ? read(file, options) : Promise.resolve()),
    stop: () => {
      running.current?.abort();
      setStep({ kind: "none" });
    },
  };
}
