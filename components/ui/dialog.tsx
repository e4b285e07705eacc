"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Icon } from "#components/ui/icon";
import { classNames } from "./class-names.ts";

export type DialogProps = {
  open: boolean;
  /** Called when the reader leaves by Escape, by the cross or by a click beside it. */
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** The buttons below, the next step last. */
  footer?: ReactNode;
};

/** A question in the middle of the screen. */
export function Dialog(props: DialogProps) {
  return <ModalFrame {...props} className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-card open:animate-arrive" />;
}

/**
 * The native modal dialog: the browser keeps the focus inside, gives it back afterwards and makes the rest inert. The first
 * field has the focus when it opens.
 * Dialog and Sheet are this frame at different places.
 */
export function ModalFrame({ open, onClose, title, children, footer, className }: DialogProps & { className: string }) {
  const t = useTranslations("ui");
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!open || !dialog) return dialog?.close();
    const before = document.activeElement;
    dialog.showModal();
    // The browser takes the first button, which is the cross: Enter would close what was opened to be filled in.
    body.current?.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
    return () => {
      // A page that takes the open dialog away does not close it, and the browser gives the focus back only on closing.
      if (!dialog.isConnected && before instanceof HTMLElement && document.activeElement === document.body)
        before.focus();
    };
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way out is Escape, which the native dialog has.
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className={classNames(
        "max-h-[calc(100dvh-1rem)] border border-line bg-raised p-0 text-ink shadow-overlay backdrop:bg-black/50",
        className,
      )}
    >
      <div className="flex max-h-[inherit] flex-col">
        <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
          <h2 id={titleId} className="pt-2 text-heading">
            {title}
          </h2>
          <button
            type="button"
            onClick={onClose}
            className="-mr-2 grid size-11 shrink-0 place-items-center rounded-control hover:bg-sunken"
          >
            <Icon name="close" />
            <span className="sr-only">{t("close")}</span>
          </button>
        </header>
        <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">
          {children}
        </div>
        {footer ? (
          <footer className="flex flex-wrap justify-end gap-3 border-line border-t px-5 py-4">{footer}</footer>
        ) : null}
      </div>
    </dialog>
  );
}
