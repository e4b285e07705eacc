"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { dateText } from "../../ui/date-text.ts";
import { leaveBy } from "../guard/leave-by.ts";
import { offeredCommands } from "./offered-commands.ts";
import type { PaletteEntry, PaletteGroup } from "./palette-group.ts";
import { rank } from "./rank.ts";
import { useEventSearch } from "./use-event-search.ts";

/** Go anywhere by typing: pages, organizations, the organization's events, and actions. A native modal dialog holds the focus. */
export function Palette(props: {
  groups: readonly PaletteGroup[];
  organization: { id: string; slug: string } | undefined;
  open: boolean;
  onClose: () => void;
}) {
  const { organization, open, onClose } = props;
  const t = useTranslations("desk.palette");
  const locale = useLocale();
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const { events, state } = useEventSearch(open ? organization?.id : undefined, typed);
  const [offered, setOffered] = useState<readonly PaletteGroup[]>([]);
  useEffect(() => {
    if (!open) return dialog.current?.close();
    setTyped("");
    setOffered(offeredCommands());
    dialog.current?.showModal();
    dialog.current?.querySelector("input")?.focus();
  }, [open]);
  const go = (href: string) => {
    onClose();
    leaveBy(() => router.push(href));
  };
  const choose = (entry: PaletteEntry) => {
    if ("href" in entry) return go(entry.href);
    onClose();
    entry.run();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way out is Escape, which the native dialog has.
    <dialog
      ref={dialog}
      aria-label={t("label")}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className="mx-auto mt-[12dvh] w-[min(40rem,calc(100vw-1.5rem))] rounded-card border border-line bg-raised p-0 text-ink shadow-overlay backdrop:bg-black/50 open:animate-arrive"
    >
      <Command label={t("label")} loop vimBindings={false} filter={rank}>
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder={t("placeholder")}
          className="h-14 w-full border-line border-b bg-transparent px-5 text-base -outline-offset-3 placeholder:text-ink-soft"
        />
        <Command.List label={t("results")} className="max-h-[min(26rem,60dvh)] overflow-y-auto p-2">
          <Command.Empty className="px-3 py-8 text-center text-ink-soft">
            {state === "failed" ? t("failed") : t("nothing")}
          </Command.Empty>
          {[...offered, ...props.groups].map((group) => (
            <Command.Group key={group.label} heading={group.label} className={GROUP}>
              {group.entries.map((entry) => (
                <Command.Item
                  key={idOf(entry)}
                  value={`${entry.label}\n${idOf(entry)}`}
                  keywords={[...(entry.keywords ?? [])]}
                  onSelect={() => choose(entry)}
                  className={ITEM}
                >
                  {entry.label}
                  {"keys" in entry ? <kbd className="ml-auto font-sans text-ink-soft text-sm">{entry.keys}</kbd> : null}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
          {events.length > 0 ? (
            <Command.Group heading={t("events")} className={GROUP}>
              {events.map(({ id, title, venue, city, starts_at, time_zone }) => (
                <Command.Item
                  key={id}
                  value={`${title} ${venue} ${city}\n${id}`}
                  onSelect={() => go(`/organizer/${organization?.slug}/events/${id}`)}
                  className={ITEM}
                >
                  <span className="min-w-0 flex-1 truncate">{title}</span>
                  <span className="text-ink-soft text-sm">
                    {dateText(starts_at, { timeZone: time_zone, style: "short", locale })} · {venue}
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          ) : null}
          {state === "loading" ? <p className="px-3 py-2 text-ink-soft text-sm">{t("loading")}</p> : null}
        </Command.List>
      </Command>
    </dialog>
  );
}

const idOf = (entry: PaletteEntry) => ("href" in entry ? entry.href : entry.label);

const GROUP =
  "[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-ink-soft [&_[cmdk-group-heading]]:text-sm";
const ITEM =
  "flex min-h-touch cursor-pointer flex-wrap items-center gap-x-3 rounded-control px-3 aria-selected:bg-sunken pointer-fine:md:min-h-10";
