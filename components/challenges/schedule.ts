/** The document as far as a schedule needs it. */
export type Page = Pick<Document, "hidden" | "addEventListener" | "removeEventListener">;

/** Does something at a time while the page is kept open. A phone that slept through the time does it when the page is looked at again. */
export function createSchedule(work: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  let page: Page | undefined;
  function wait(): void {
    clearTimeout(timer);
    if (page && dueAt < Number.POSITIVE_INFINITY) timer = setTimeout(workIfDue, Math.max(0, dueAt - Date.now()));
  }
  function workIfDue(): void {
    if (!page || page.hidden || Date.now() < dueAt) return;
    dueAt = Number.POSITIVE_INFINITY;
    work();
  }
  return {
    plan: (ms: number) => {
      dueAt = Date.now() + ms;
      wait();
    },
    start: (opened: Page) => {
      page = opened;
      wait();
      opened.addEventListener("visibilitychange", workIfDue);
      return () => {
        page = undefined;
        clearTimeout(timer);
        opened.removeEventListener("visibilitychange", workIfDue);
      };
    },
  };
}
