"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog";
import { COMMAND_GROUPS, wordOf } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { keysText } from "./keys-text.ts";

/** All keys of the designer, from the table that runs them. */
export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations("designer");
  return (
    <Dialog open={open} onClose={onClose} title={t("help.title")}>
      <p className="pb-4 text-ink-soft">{t("help.text")}</p>
      {COMMAND_GROUPS.map((group) => (
        <section key={group} className="pb-4">
          <h3 className="pb-1 font-semibold">{t(`help.groups.${group}`)}</h3>
          <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
            {COMMANDS.filter((command) => command.group === group && command.keys).map((command) => (
              <div key={command.name} className="contents">
                <dt>{t(wordOf(command))}</dt>
                <dd>
                  <kbd className="rounded-control border border-line-strong px-1.5 font-sans text-sm">
                    {keysText(command.keys ?? "")}
                  </kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
