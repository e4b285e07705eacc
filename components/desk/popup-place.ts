/** The place of a popup under the top bar, at its button where the browser knows anchors; add `left-…` or `right-…`. */
export const POPUP_BELOW_BAR =
  "inset-auto top-(--desk-bar) supports-[top:anchor(bottom)]:top-[anchor(bottom)] m-0 mt-1 max-h-[calc(100dvh-5rem)] w-[min(20rem,calc(100vw-1.5rem))] overflow-y-auto rounded-card";

/** The drawer that the bar's menu button opens. */
export const RAIL_ID = "desk-rail";
