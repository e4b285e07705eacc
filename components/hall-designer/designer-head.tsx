"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { CommandIcon } from "#components/hall-designer/command-icon";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { SaveStatus } from "#components/hall-designer/save-status";
import { Button } from "#components/ui/button";
import { Icon } from "#components/ui/icon";
import { countProblems } from "#lib/seating/plan/problems/group-problems";

/** The way back, the hall's name, whether it is saved, and the one main action. */
export function DesignerHead({ back }: { back: { href: string; label: string } }) {
  const t = useTranslations("designer");
  const { open, canEdit, problems } = useRoom();
  const name = useDesigner((state) => state.plan.name);
  const errors = countProblems(problems, "error");
  return (
    <header className="hd-head flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-raised px-2 py-1.5 sm:px-3">
      <Link
        href={back.href}
        className="flex min-h-touch min-w-touch items-center gap-1.5 rounded-control px-2 font-medium text-ink-soft hover:bg-sunken hover:text-ink"
      >
        <Icon name="chevron-left" className="size-5" />
        <span className="sr-only max-w-44 truncate sm:not-sr-only sm:truncate">{back.label}</span>
      </Link>
      <h1 className="min-w-0 flex-auto truncate font-semibold text-lg sm:flex-initial">{name || t("head.nameless")}</h1>
      <SaveStatus />
      <div className="ml-auto flex items-center gap-1">
        <CommandIcon name="undo" icon="M8 5 4 9l4 4M4.5 9H14a5.5 5.5 0 0 1 0 11h-3" />
        <CommandIcon name="redo" icon="m16 5 4 4-4 4m3.5-4H10a5.5 5.5 0 0 0 0 11h3" />
        <CommandIcon name="showAll" icon="M4 9V4h5m6 0h5v5m0 6v5h-5M9 20H4v-5" />
        <CommandIcon
          name="help"
          icon="M9.3 9.2a2.8 2.8 0 1 1 4.2 2.4c-1 .6-1.5 1.1-1.5 2.2m0 3.2v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0"
        />
        {canEdit ? (
          <Button onClick={() => open("publish")} className="ml-1 whitespace-nowrap">
            {t("head.publish")}
            {errors > 0 ? (
              <span className="rounded-full bg-raised px-2 text-bad text-sm tabular-nums">{errors}</span>
            ) : null}
          </Button>
        ) : null}
      </div>
    </header>
  );
}
