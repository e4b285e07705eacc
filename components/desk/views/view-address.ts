import { viewQuery } from "#lib/organizations/views/view-query";

/** The query that opens a view. Its id stays in the address, so that the list knows what was opened when its filters change. */
export function addressOf({ id, query }: { id: string; query: string }): string {
  return String(new URLSearchParams([...new URLSearchParams(query), ["view", id]]));
}

/** All rows, also where a default view would open. */
export const ALL_ROWS = "view=all";

/** The view that an address has open, and whether its filters, order or columns differ from it by now. */
export function openView<View extends { id: string; query: string }>(
  views: readonly View[],
  address: URLSearchParams,
): { query: string; view: View | undefined; isChanged: boolean } {
  const query = viewQuery(address.toString());
  const view = views.find(({ id }) => id === address.get("view"));
  return { query, view, isChanged: view !== undefined && view.query !== query };
}
