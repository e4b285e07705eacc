"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { askBeforeLeaving, leaveBy } from "./leave-by.ts";
import { watchHistory } from "./watch-history.ts";

/**
 * Stands inside a form and asks before its changes are lost: by a link, the palette, Back and Forward, a reload or a closed tab.
 * Sending the form ends it; `isRefused` says that what was sent was refused, so that it is unsaved still.
 */
export function UnsavedGuard({ isRefused = false }: { isRefused?: boolean }) {
  const t = useTranslations("desk.guard");
  const router = useRouter();
  const mark = useRef<HTMLSpanElement>(null);
  const [isDirty, setDirty] = useState(false);
  const [go, setGo] = useState<(() => void) | undefined>();
  const isUnsaved = isDirty || isRefused;
  useEffect(() => watchForm(mark.current?.closest("form") ?? undefined, setDirty), []);
  useEffect(() => {
    if (!isUnsaved) return;
    const ends = [askBeforeLeaving((wanted) => setGo(() => wanted)), watchExits((href) => router.push(href))];
    return () => {
      for (const end of ends) end();
    };
  }, [isUnsaved, router]);
  const leave = () => {
    setDirty(false);
    setGo(undefined);
    go?.();
  };
  return (
    <>
      <span ref={mark} hidden />
      <Dialog
        open={go !== undefined}
        onClose={() => setGo(undefined)}
        title={t("title")}
        footer={
          <>
            <Button variant="danger" onClick={leave}>
              {t("leave")}
            </Button>
            <Button onClick={() => setGo(undefined)}>{t("stay")}</Button>
          </>
        }
      >
        <p>{t("text")}</p>
      </Dialog>
    </>
  );
}

/** Says whether the form differs from what it was at first. */
function watchForm(form: HTMLFormElement | undefined, say: (isDirty: boolean) => void): () => void {
  if (!form) return () => undefined;
  let kept = contentOf(form);
  const compare = () => say(contentOf(form) !== kept);
  const sent = () => say(false);
  // A form that was accepted is emptied; the event comes before its fields change. It is stopped where no answer came.
  const emptied = (event: Event) =>
    event.defaultPrevented
      ? compare()
      : setTimeout(() => {
          kept = contentOf(form);
          say(false);
        });
  form.addEventListener("input", compare);
  form.addEventListener("submit", sent);
  form.addEventListener("reset", emptied);
  return () => {
    form.removeEventListener("input", compare);
    form.removeEventListener("submit", sent);
    form.removeEventListener("reset", emptied);
  };
}

/** What people filled in; the hidden fields of the framework change by themselves. */
function contentOf(form: HTMLFormElement): string {
  const entries = [...new FormData(form)].filter(([name]) => !name.startsWith("$ACTION"));
  return JSON.stringify(entries.map(([name, value]) => [name, typeof value === "string" ? value : value.name]));
}

/** Stops links, Back and Forward inside the application and asks the browser to ask about all other ways out. */
function watchExits(push: (href: string) => void): () => void {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) && event.button === 0;
    if (!link || !isPlain || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname === location.pathname) return;
    event.preventDefault();
    event.stopPropagation();
    leaveBy(() => push(link.pathname + link.search + link.hash));
  };
  const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
  document.addEventListener("click", onClick, { capture: true });
  window.addEventListener("beforeunload", onUnload);
  const unwatch = watchHistory();
  return () => {
    document.removeEventListener("click", onClick, { capture: true });
    window.removeEventListener("beforeunload", onUnload);
    unwatch();
  };
}
