import { z } from "zod";
import { text, uuid } from "#lib/platform/input";
import type { Permission } from "../permissions.ts";
import { viewQuery } from "./view-query.ts";

/** Saved views of the dashboard's lists, on the wire. Browser-safe. */

/** The lists of an organization that have views, with the permission to read each. */
export const LIST_PERMISSIONS = {
  events: "event.read",
  venues: "event.read",
  orders: "order.read",
  audit: "audit.read",
} as const satisfies Record<string, Permission>;
export const VIEW_LISTS = ["events", "venues", "orders", "audit"] as const satisfies readonly ViewList[];
export type ViewList = keyof typeof LIST_PERMISSIONS;

/** The lists of the platform's administrators. */
export const PLATFORM_VIEW_LISTS = ["organizations", "audit"] as const;
export type PlatformViewList = (typeof PLATFORM_VIEW_LISTS)[number];

export const VIEW_NAME_CHARACTERS = 60;
/** For each person, and for each organization, of one list. */
export const VIEWS_MAX = 50;

const name = text(VIEW_NAME_CHARACTERS).pipe(z.string().min(1));
const query = text(1_500)
  .overwrite(viewQuery)
  .refine((kept) => [...new URLSearchParams(kept).keys()].every((key) => /^[a-z_]{1,40}$/.test(key)), "must be a query")
  .describe("filters, order (`sort`) and hidden columns (`hide`) as they stand in the page's address");
const is_default = z
  .boolean()
  .describe("the list opens with it: for everyone when shared, where they have no default of their own");

const newView = { name, query, is_shared: z.boolean().optional(), is_default: is_default.optional() };
export const newViewBody = z.object({ list: z.enum(VIEW_LISTS), ...newView });
export const newPlatformViewBody = z.object({ list: z.enum(PLATFORM_VIEW_LISTS), ...newView });
export type NewView = z.output<z.ZodObject<typeof newView>>;

export const viewChangeBody = z
  .object({ name: name.optional(), query: query.optional(), is_default: is_default.optional() })
  .refine((change) => Object.keys(change).length > 0, "must change something");
export type ViewChange = z.output<typeof viewChangeBody>;

export const viewListQuery = z.object({ list: z.enum(VIEW_LISTS) });
export const platformViewListQuery = z.object({ list: z.enum(PLATFORM_VIEW_LISTS) });
export const viewParams = z.object({ id: uuid, view_id: uuid });
export const platformViewParams = z.object({ view_id: uuid });

export const savedViewWire = z
  .object({
    id: z.uuid(),
    list: z.string(),
    name: z.string(),
    query: z.string(),
    is_shared: z.boolean(),
    is_default: z.boolean(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "SavedView" });
export type SavedViewWire = z.infer<typeof savedViewWire>;

export const savedViewList = z.object({
  data: z.array(savedViewWire),
  meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
});

/** The view that the list opens with for the person: their own default before the shared one. */
export function defaultView(views: readonly SavedViewWire[]): SavedViewWire | undefined {
  const defaults = views.filter((view) => view.is_default);
  return defaults.find((view) => !view.is_shared) ?? defaults[0];
}
