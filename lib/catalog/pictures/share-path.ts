import type { EventPicture } from "./event-picture-contract.ts";

/** The address of the picture of a shared link: cut from the event's first picture, or drawn where there is none. */
export function sharePath({ slug, picture }: { slug: string; picture: EventPicture | null }): string {
  return picture ? `/events/${slug}/share.jpg?v=${shareMark(picture)}` : `/events/${slug}/share.png`;
}

/** Changes with everything that the cut picture is made of, so that it may be kept for ever under it. */
export function shareMark({ picture, focus }: EventPicture): string {
  return `${picture.slice(0, 12)}-${focus.x}-${focus.y}`;
}
