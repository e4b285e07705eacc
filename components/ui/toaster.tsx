"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Icon } from "#components/ui/icon";
import { classNames } from "./class-names.ts";
import { dismissToast, type Toast, useToasts } from "./toast-store.ts";

const TONES = { neutral: "info", good: "check", bad: "alert" } as const;

/** Where toasts appear and are read out. Mounted once, by the root layout, so that the region exists before its news. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex flex-col items-center gap-2 p-4 pb-[max(1rem,env(safe-area-inset-bottom))]"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

const SHOWN_MS = 7_000;

function ToastCard({ toast }: { toast: Toast }) {
  const t = useTranslations("ui");
  useEffect(() => {
    // What can be acted upon stays until it is answered: nobody should lose an offer to a slow hand.
    if (toast.action) return;
    const timer = setTimeout(() => dismissToast(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div className="pointer-events-auto flex w-full max-w-md animate-arrive items-center gap-3 rounded-card bg-ink py-2 pr-2 pl-4 text-paper shadow-overlay">
      <Icon name={TONES[toast.tone]} className="size-5 shrink-0" />
      <p className="min-w-0 flex-1 py-1 text-[0.9375rem]">{toast.text}</p>
      {toast.action ? (
        <button
          type="button"
          className={toastButton("font-semibold underline")}
          onClick={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      ) : null}
      <button type="button" className={toastButton("")} onClick={() => dismissToast(toast.id)}>
        <Icon name="close" className="size-5" />
        <span className="sr-only">{t("dismiss")}</span>
      </button>
    </div>
  );
}

function toastButton(extra: string): string {
  return classNames(
    "grid min-h-touch min-w-touch shrink-0 place-items-center rounded-control px-2 outline-offset-0 hover:bg-paper/15",
    extra,
  );
}
