"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { SwitchLink } from "#components/desk/organization-switcher";
import { Popup } from "#components/desk/popup";
import { ViewForm } from "#components/desk/views/view-form";
import { Button, buttonClass } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Icon } from "#components/ui/icon";
import type { SavedViewWire } from "#lib/organizations/views/contract";
import { useViewDeeds } from "./use-view-deeds.ts";
import { ALL_ROWS, addressOf, openView } from "./view-address.ts";
import type { ViewPlace } from "./view-place.ts";

/** As many as the contract takes; the contract itself is not in what the browser loads. */
const NAME_MAX = 60;

/** The saved views of a list: opens one, keeps what is shown now as another, renames and deletes. The links work without JavaScript. */
export function SavedViews({ place, views }: { place: ViewPlace; views: readonly SavedViewWire[] }) {
  const t = useTranslations("desk.views");
  const id = `views-${useId().replaceAll(/\W/g, "")}`;
  const path = usePathname();
  const address = new URLSearchParams(useSearchParams());
  const open = openView(views, address);
  const button = useRef<HTMLButtonElement>(null);
  const [asked, setAsked] = useState<SavedViewWire | "new" | undefined>();
  const close = () => {
    setAsked(undefined);
    // The popup that the dialog was opened from is closed.
    button.current?.focus();
  };
  const deeds = useViewDeeds({ place, open, close });
  const shown = address.get("view");
  // biome-ignore lint/correctness/useExhaustiveDependencies: a view is on the same page, so the popup does not close by itself.
  useEffect(() => {
    const popup = document.getElementById(id);
    if (popup?.matches(":popover-open")) popup.hidePopover();
  }, [id, shown]);
  const edited = asked === "new" ? undefined : asked;
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        style={{ anchorName: `--${id}` } as object}
        className={buttonClass({ variant: "secondary", size: "md", block: false })}
      >
        <Icon name="bookmark" className="size-5 shrink-0" />
        <span className="max-w-40 truncate sm:max-w-56">{open.view?.name ?? t("button")}</span>
        {open.isChanged ? (
          <>
            {" "}
            <span className="font-normal text-ink-soft text-sm">{t("changed")}</span>
          </>
        ) : null}
      </button>
      <Popup
        id={id}
        anchor={`--${id}`}
        className="m-auto max-h-[min(32rem,calc(100dvh-2rem))] w-[min(22rem,calc(100vw-1.5rem))] overflow-y-auto rounded-card supports-[top:anchor(bottom)]:inset-auto supports-[top:anchor(bottom)]:top-[anchor(bottom)] supports-[top:anchor(bottom)]:right-[anchor(right)] supports-[top:anchor(bottom)]:m-0 supports-[top:anchor(bottom)]:mt-1 max-sm:supports-[top:anchor(bottom)]:right-3"
      >
        <nav aria-label={t("label")} className="flex flex-col gap-2 p-2">
          <SwitchLink href={`${path}?${ALL_ROWS}`} isHere={!open.view && open.query === ""}>
            {t("all")}
          </SwitchLink>
          <Group title={t("mine")} views={views.filter((view) => !view.is_shared)} open={open.view} ask={setAsked} />
          <Group title={t("shared")} views={views.filter((view) => view.is_shared)} open={open.view} ask={setAsked} />
        </nav>
        <div className="flex flex-col gap-2 border-line border-t p-3">
          {open.view && open.isChanged ? (
            <Button variant="secondary" block onClick={deeds.keepChanges}>
              {t("keepChanges", { name: open.view.name })}
            </Button>
          ) : null}
          <Button variant="secondary" block onClick={() => setAsked("new")}>
            {t("saveNew")}
          </Button>
        </div>
      </Popup>
      <Dialog open={asked !== undefined} onClose={close} title={t(edited ? "editTitle" : "newTitle")}>
        {asked === undefined ? null : (
          <ViewForm
            view={edited}
            nameMax={NAME_MAX}
            send={(fields) => deeds.save(edited, fields)}
            {...(edited ? { remove: () => deeds.remove(edited) } : {})}
          />
        )}
      </Dialog>
    </>
  );
}

function Group(props: {
  title: string;
  views: readonly SavedViewWire[];
  open: SavedViewWire | undefined;
  ask: (view: SavedViewWire) => void;
}) {
  const t = useTranslations("desk.views");
  const path = usePathname();
  if (props.views.length === 0) return null;
  return (
    <section aria-label={props.title}>
      <h3 className="px-3 pt-1 text-ink-soft text-sm">{props.title}</h3>
      <ul>
        {props.views.map((view) => (
          <li key={view.id} className="flex items-center">
            <span className="min-w-0 flex-1">
              <SwitchLink href={`${path}?${addressOf(view)}`} isHere={view.id === props.open?.id}>
                {view.name}
                {view.is_default ? <span className="block text-ink-soft text-sm">{t("opensFirst")}</span> : null}
              </SwitchLink>
            </span>
            <button
              type="button"
              onClick={() => props.ask(view)}
              className="grid size-11 shrink-0 place-items-center rounded-control hover:bg-sunken"
            >
              <Icon name="edit" className="size-4.5" />
              <span className="sr-only">{t("edit", { name: view.name })}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
