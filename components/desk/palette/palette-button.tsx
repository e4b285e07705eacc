"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Icon } from "#components/ui/icon";
import type { PaletteGroup } from "./palette-group.ts";

const Palette = dynamic(() => import("#components/desk/palette/palette").then((loaded) => loaded.Palette));

/**
 * Opens the command palette, as ⌘K or Ctrl K do. The palette itself is loaded when it is first opened. `organization` is the one
 * whose events it finds; outside of all it finds none.
 */
export function PaletteButton(props: {
  groups: readonly PaletteGroup[];
  organization: { id: string; slug: string } | undefined;
}) {
  const t = useTranslations("desk.palette");
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpened(true);
      setOpen((isNow) => !isNow);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Meta+K Control+K"
        aria-haspopup="dialog"
        onClick={() => {
          setOpened(true);
          setOpen(true);
        }}
        className="flex min-h-touch min-w-touch items-center justify-center gap-2 rounded-control px-2.5 hover:bg-sunken sm:min-w-56 sm:justify-start sm:border sm:border-line-strong sm:bg-raised pointer-fine:sm:min-h-9"
      >
        <Icon name="search" className="size-5 text-ink-soft" />
        <span className="sr-only text-ink-soft sm:not-sr-only">{t("open")}</span>
        <kbd className="ml-auto hidden font-sans text-ink-soft text-sm sm:block">⌘K</kbd>
      </button>
      {wasOpened ? <Palette {...props} open={isOpen} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
