import { redirect } from "next/navigation";
import { defaultView, type SavedViewWire } from "#lib/organizations/views/contract";
import { listViews } from "#lib/organizations/views/list-views";
import type { Viewer } from "#lib/organizations/views/view-access";
import { addressOf } from "../components/desk/views/view-address.ts";

type Address = Readonly<Record<string, string | string[] | undefined>>;

/** The views of a list for the person. A list that is opened without any filter opens with its default view. */
export async function savedViewsHere(
  viewer: Viewer,
  { path, address }: { path: string; address: Address },
): Promise<SavedViewWire[]> {
  const views = await listViews(viewer);
  const opens = Object.keys(address).length === 0 ? defaultView(views) : undefined;
  if (opens) redirect(`${path}?${addressOf(opens)}`);
  return views;
}

/** What of a list's address stays from page to page besides its filters: the view, the order, the hidden columns. */
export function keptAddress(address: Address): Record<string, string> {
  const kept = ["view", "sort", "hide"].flatMap((name) => {
    const value = address[name];
    return typeof value === "string" ? [[name, value.slice(0, 400)] as const] : [];
  });
  return Object.fromEntries(kept);
}
