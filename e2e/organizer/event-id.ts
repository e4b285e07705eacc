import type { Page } from "@playwright/test";

/** The id of an event by its slug; the page has a session of its organizer, and leads to the organization afterwards. */
export async function eventId(page: Page, slug: string): Promise<number> {
  await page.goto("/organizer/halcyon-live");
  return page.evaluate(async (wanted) => {
    for (let at = 1; ; at++) {
      const { data } = await (await fetch(`/api/v1/events?limit=50&page=${at}`)).json();
      const found = data.find((event: { slug: string }) => event.slug === wanted);
      if (found || data.length === 0) return found?.id;
    }
  }, slug);
}
