import type { SortingState } from "@tanstack/react-table";

/** The order that stands in the address: `sort=-taken`. */
export function readSort(sort: string): SortingState {
  if (sort === "") return [];
  return [sort.startsWith("-") ? { id: sort.slice(1), desc: true } : { id: sort, desc: false }];
}

/** What a new order changes in the address. Rows that the server sorts begin at their first page again. */
export function addressOfOrder([first]: SortingState, sortedBy: "client" | "server") {
  const sort = first ? `${first.desc ? "-" : ""}${first.id}` : null;
  return sortedBy === "server" ? { sort, page: null } : { sort };
}
