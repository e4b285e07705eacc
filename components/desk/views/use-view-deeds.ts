"use client";

import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useToast } from "#components/desk/toast/toaster";
import { PROBLEMS, type ViewFields, type ViewProblem } from "#components/desk/views/view-form";
import type { SavedViewWire } from "#lib/organizations/views/contract";
import { ALL_ROWS, addressOf, type openView } from "./view-address.ts";
import { changeView, deleteView, saveView, type ViewPlace } from "./view-place.ts";

/** What can be done with the views of a list, each saying how it went. A deletion can be taken back. */
export function useViewDeeds(given: {
  place: ViewPlace;
  open: ReturnType<typeof openView<SavedViewWire>>;
  /** Closes the form when it was accepted. */
  close: () => void;
}) {
  const { place, open, close } = given;
  const t = useTranslations("desk.views");
  const toast = useToast();
  const router = useRouter();
  const path = usePathname();
  const goTo = (query: string) => router.replace(`${path}?${query}`, { scroll: false });

  async function save(view: SavedViewWire | undefined, fields: ViewFields): Promise<ViewProblem | undefined> {
    const { name, is_default } = fields;
    const answer = view
      ? await changeView(place, view.id, { name, is_default })
      : await saveView(place, { ...fields, query: open.query });
    if (!answer.ok) return problemOf(answer.refusal.code);
    close();
    toast({ text: t("saved", { name }) });
    if (view) router.refresh();
    else goTo(addressOf(answer.value));
    return undefined;
  }

  async function remove(view: SavedViewWire): Promise<ViewProblem | undefined> {
    const answer = await deleteView(place, view.id);
    if (!answer.ok) return problemOf(answer.refusal.code);
    close();
    if (view.id === open.view?.id) goTo(open.query || ALL_ROWS);
    else router.refresh();
    toast({ text: t("deleted", { name: view.name }), undo: () => void putBack(view) });
    return undefined;
  }

  async function putBack({ name, query, is_shared, is_default }: SavedViewWire): Promise<void> {
    const answer = await saveView(place, { name, query, is_shared, is_default });
    if (!answer.ok) toast({ text: t("notPutBack", { name }) });
    router.refresh();
  }

  async function keepChanges(): Promise<void> {
    if (!open.view) return;
    const { id, name, query } = open.view;
    const answer = await changeView(place, id, { query: open.query });
    if (!answer.ok) return toast({ text: t(`problems.${problemOf(answer.refusal.code)}`) });
    const undo = async () => {
      const back = await changeView(place, id, { query });
      if (!back.ok) toast({ text: t("notPutBack", { name }) });
      router.refresh();
    };
    toast({ text: t("saved", { name }), undo: () => void undo() });
    router.refresh();
  }

  return { save, remove, keepChanges: () => void keepChanges() };
}

function problemOf(code: string): ViewProblem {
  return PROBLEMS.find((problem) => problem === code) ?? "failed";
}
