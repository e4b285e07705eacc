"use client";

import { useTranslations } from "next-intl";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Icon } from "#components/ui/icon";

/** `undo` takes the deed back; a toast with it stays longer, and Ctrl Z or ⌘Z outside of fields does the same. */
export type Toast = { text: string; undo?: () => void };

const SHORT_MS = 6_000;
const WITH_UNDO_MS = 20_000;

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Shows a toast: `const toast = useToast(); toast({ text, undo })`. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

/**
 * Says below the page what was done, one thing at a time, read out by a live region. It stays while the pointer or the focus is on
 * it, so that nobody is too slow for it.
 */
export function Toaster({ children }: { children: ReactNode }) {
  const t = useTranslations("desk.toast");
  const [shown, setShown] = useState<Toast | undefined>();
  const [isHeld, setHeld] = useState(false);
  const show = useCallback((toast: Toast) => setShown({ ...toast }), []);
  const close = () => {
    setShown(undefined);
    setHeld(false);
  };
  const undo = () => {
    shown?.undo?.();
    close();
  };
  const act = useRef(undo);
  act.current = undo;
  useEffect(() => {
    if (!shown || isHeld) return;
    const timer = setTimeout(() => setShown(undefined), shown.undo ? WITH_UNDO_MS : SHORT_MS);
    return () => clearTimeout(timer);
  }, [shown, isHeld]);
  // Before it is painted: the keys may be pressed as soon as it is read.
  useLayoutEffect(() => {
    if (!shown?.undo) return;
    const onKey = (event: KeyboardEvent) => {
      const isField =
        event.target instanceof Element && event.target.matches("input, textarea, select, [contenteditable]");
      if (event.key !== "z" || !(event.metaKey || event.ctrlKey) || event.shiftKey || isField) return;
      event.preventDefault();
      act.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [shown]);
  return (
    <ToastContext.Provider value={show}>
      {children}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: holding it open is a comfort, not a control */}
      <div
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
        className="pointer-events-none fixed inset-x-3 bottom-4 z-40 flex justify-center print:hidden"
      >
        <div role="status" aria-live="polite" className="pointer-events-auto">
          {shown ? (
            <div className="flex animate-arrive items-center gap-2 rounded-card bg-ink py-1.5 pr-1.5 pl-5 text-paper shadow-overlay">
              <span className="min-w-0 py-2">{shown.text}</span>
              {shown.undo ? (
                <button
                  type="button"
                  onClick={undo}
                  aria-keyshortcuts="Control+Z Meta+Z"
                  className="min-h-touch rounded-control px-3 font-semibold underline underline-offset-4"
                >
                  {t("undo")}
                </button>
              ) : null}
              <button type="button" onClick={close} className="grid size-11 place-items-center rounded-control">
                <Icon name="close" />
                <span className="sr-only">{t("close")}</span>
              </button>
            </div>
          ) : null}
        </div>
      </div>
    </ToastContext.Provider>
  );
}
