import type { PictureWire } from "#lib/catalog/pictures/picture-contract";
import { useRows } from "../venues/use-rows.ts";

/**
 * What people do with the pictures of a form: add, change, remove, and move in their order. The focus follows, to the element with
 * `data-focus="picture-<place>"` in `list`. `fresh` is an uploaded picture as the form keeps it; one that is there already is not added again.
 */
export function usePictures<Picture extends { readonly picture: string }>(
  pictures: readonly Picture[],
  onChange: (pictures: readonly Picture[]) => void,
  fresh: (picture: PictureWire) => Picture,
) {
  const { list, focusOn, moved } = useRows(pictures, onChange);
  const move = (at: number, by: 1 | -1) => {
    moved(at, by);
    focusOn(`picture-${at + by}`);
  };
  return {
    list,
    add: (uploaded: PictureWire) => {
      const known = pictures.findIndex(({ picture }) => picture === uploaded.id);
      if (known < 0) onChange([...pictures, fresh(uploaded)]);
      focusOn(`picture-${known < 0 ? pictures.length : known}`);
    },
    /** What the row of a picture does; the first has no way up, and the last none down. */
    rowOf: (at: number) => ({
      onChange: (next: Picture) => onChange(pictures.with(at, next)),
      onRemove: () => {
        onChange(pictures.filter((_, i) => i !== at));
        focusOn(`picture-${Math.max(0, at - 1)}`);
      },
      ...(at > 0 ? { onUp: () => move(at, -1) } : {}),
      ...(at < pictures.length - 1 ? { onDown: () => move(at, 1) } : {}),
    }),
  };
}
