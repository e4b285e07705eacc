export type Sides = { readonly width: number; readonly height: number };

/** What must stay visible of a picture: a point in hundredths of its sides, from the left and from the top. */
export type Focus = { readonly x: number; readonly y: number };

/** The frames in which the site shows pictures of events: cards and the event's page as posters, and a shared link. */
export const FRAMES = {
  poster: { width: 3, height: 4 },
  share: { width: 1_200, height: 630 },
} as const satisfies Record<string, Sides>;

/**
 * The largest part of a picture in the proportion of the frame, in whole pixels, with the focal point in its middle or as near to it as
 * the edges of the picture allow.
 */
export function cropAround(picture: Sides, { frame, focus }: { frame: Sides; focus: Focus }) {
  const fit = fitOf(picture, frame);
  const width = Math.min(picture.width, Math.max(1, Math.round(fit.width)));
  const height = Math.min(picture.height, Math.max(1, Math.round(fit.height)));
  const left = Math.round(startOf({ size: width, of: picture.width, focus: focus.x }));
  const top = Math.round(startOf({ size: height, of: picture.height, focus: focus.y }));
  return { left, top, width, height };
}

/** The same part for browsers: the `object-position` of an image whose `object-fit` is `cover`. */
export function objectPosition(picture: Sides, { frame, focus }: { frame: Sides; focus: Focus }): string {
  const fit = fitOf(picture, frame);
  const x = shareOf({ size: fit.width, of: picture.width, focus: focus.x });
  const y = shareOf({ size: fit.height, of: picture.height, focus: focus.y });
  return `${x}% ${y}%`;
}

/** How many times as wide as its frame a picture is drawn when it covers the frame: browsers choose its file by that width. */
export function widthInFrame(picture: Sides, frame: Sides): number {
  return Math.max(1, (picture.width * frame.height) / (picture.height * frame.width));
}

function fitOf(picture: Sides, frame: Sides): Sides {
  const scale = Math.min(picture.width / frame.width, picture.height / frame.height);
  return { width: frame.width * scale, height: frame.height * scale };
}

type Part = { size: number; of: number; focus: number };

function startOf({ size, of, focus }: Part): number {
  return Math.min(of - size, Math.max(0, (focus / 100) * of - size / 2));
}

/** Where a part begins, as a share of all the places where it could; the middle where there is only one. */
function shareOf(part: Part): number {
  const room = part.of - part.size;
  return room < 1e-9 ? 50 : Math.round((startOf(part) / room) * 10_000) / 100;
}
