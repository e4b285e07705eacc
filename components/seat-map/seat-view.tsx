"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { StoredPicture } from "#components/pictures/stored-picture";
import { useSeatRoom } from "#components/seat-map/seat-room";
import { Dialog } from "#components/ui/dialog";
import { textFor } from "#lib/platform/localized-text";
import { sectionOf, viewFrom } from "./map-geometry.ts";
import { useSeatWords } from "./use-seat-words.ts";

/** Opens the picture of what people see from a seat; nothing where the organizer gave none. */
export function SeatViewButton({ id }: { id: number }) {
  const t = useTranslations("seats.view");
  const locale = useLocale();
  const { model } = useSeatRoom();
  const words = useSeatWords();
  const [isOpen, setOpen] = useState(false);
  const view = viewFrom(model, id);
  if (!view) return null;
  const seat = `${sectionOf(model, id).name}, ${words.seat(id)}`;
  const found = textFor(view.alt, locale);
  return (
    <>
      <button
        type="button"
        aria-label={t("openNamed", { seat })}
        onClick={() => setOpen(true)}
        className="-ml-1 inline-flex min-h-touch items-center rounded-control px-1 text-sm underline underline-offset-4"
      >
        {t("open")}
      </button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={t("title", { seat })}>
        {isOpen ? (
          <StoredPicture
            picture={view.picture}
            alt={found?.text ?? t("alt", { seat })}
            lang={found && found.language !== locale ? found.language : undefined}
            sizes="(min-width: 34rem) 30rem, 90vw"
            className="aspect-video w-full rounded-card bg-sunken object-cover"
          />
        ) : null}
      </Dialog>
    </>
  );
}
