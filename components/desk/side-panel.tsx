"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { Icon } from "#components/ui/icon";

/** Which row's details are open. It stands in the address (`detail=…`), so it can be linked to and Back closes it. */
export function useDetail() {
  const [id, setId] = useQueryState("detail", parseAsString.withOptions({ history: "push", scroll: false }));
  const params = useSearchParams();
  return {
    id,
    open: (next: string | null) => void setId(next),
    href: (next: string) =>
      `?${new URLSearchParams([...[...params].filter(([name]) => name !== "detail"), ["detail", next]])}`,
  };
}

/**
 * Details beside a list, which stays and can be used. Escape and the cross close it, and the focus goes back to the row that
 * `rowId` names. Give it `key={rowId}`, so that another row's details are announced as a new panel.
 */
export function SidePanel(props: {
  rowId: string;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
}) {
  const t = useTranslations("ui");
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  const { rowId, onClose } = props;
  const close = useRef(onClose);
  close.current = onClose;
  // Before it is painted: Escape may be pressed as soon as it is seen.
  useLayoutEffect(() => {
    panel.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      // What lies above it closes first.
      if (!document.querySelector("dialog[open], :popover-open")) close.current();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowId)}"]`)?.focus();
    };
  }, [rowId]);
  return (
    <section
      ref={panel}
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      className="fixed inset-x-0 top-(--desk-bar) bottom-0 z-20 flex flex-col border-line border-l bg-raised shadow-overlay outline-none motion-safe:animate-sheet-slide md:left-auto md:w-[min(30rem,60vw)]"
    >
      <header className="flex items-start justify-between gap-4 border-line border-b px-5 py-3">
        <h2 id={titleId} className="min-w-0 break-words pt-2 font-semibold text-lg">
          {props.title}
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
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{props.children}</div>
      {props.footer ? <footer className="border-line border-t px-5 py-3">{props.footer}</footer> : null}
    </section>
  );
}
