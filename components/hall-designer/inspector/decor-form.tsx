"use client";

import { useTranslations } from "next-intl";
import { useDesigner } from "#components/hall-designer/designer-room";
import { Group, NumberField, Pair, SelectField, TextField } from "#components/hall-designer/fields";
import { boxOfPolygon } from "#lib/seating/geometry";
import type { PlanDecor } from "#lib/seating/plan/plan";
import { useEdit } from "./use-edit.ts";

/** Stage, screen, shape, door, text: what stands on it, where it stands, how large it is. */
export function DecorForm({ decor }: { decor: PlanDecor }) {
  const t = useTranslations("designer");
  const edit = useEdit();
  const floors = useDesigner((state) => state.plan.floors);
  const off = !edit.canEdit;
  const { id } = decor;
  const number = (
    name: DecorField,
    value: number,
    [min, max]: readonly [number, number],
    onChange: (value: number) => void,
  ) => (
    <NumberField
      key={name}
      label={t(`fields.${name}`)}
      {...{ value, min, max, onChange }}
      step={0.1}
      error={t("errors.between", { min, max })}
      disabled={off}
    />
  );
  return (
    <Group title={t(`decor.${decor.kind}`)}>
      <Pair>
        {"text" in decor ? (
          <TextField
            label={t("fields.text")}
            value={decor.text}
            maxLength={80}
            isWide
            disabled={off}
            onChange={(text) => edit.decor(id, { text })}
          />
        ) : null}
        {"outline" in decor ? (
          <OutlineFields outline={decor.outline} number={number} set={(outline) => edit.decor(id, { outline })} />
        ) : null}
        {"at" in decor ? (
          <>
            {number("x", decor.at[0], [-1e5, 1e5], (x) => edit.decor(id, { at: [x, decor.at[1]] }))}
            {number("y", decor.at[1], [-1e5, 1e5], (y) => edit.decor(id, { at: [decor.at[0], y] }))}
          </>
        ) : null}
        {decor.kind === "text" ? number("size", decor.size, [1, 1_000], (size) => edit.decor(id, { size })) : null}
        {decor.kind === "door" ? number("width", decor.width, [1, 1_000], (width) => edit.decor(id, { width })) : null}
        {decor.kind === "door"
          ? number("rotation", decor.rotation, [-360, 360], (rotation) => edit.decor(id, { rotation }))
          : null}
        {floors.length > 1 ? (
          <SelectField
            label={t("fields.floor")}
            value={decor.floor}
            disabled={off}
            options={floors.map((floor) => ({ value: floor.id, label: floor.name }))}
            onChange={(floor) => edit.decor(id, { floor })}
          />
        ) : null}
      </Pair>
    </Group>
  );
}

type DecorField = "x" | "y" | "size" | "width" | "height" | "rotation";
type Numbers = (
  name: DecorField,
  value: number,
  bounds: readonly [number, number],
  onChange: (value: number) => void,
) => React.ReactNode;

/** Place and size of an outline; another size stretches all its corners. */
function OutlineFields(props: {
  outline: readonly number[];
  number: Numbers;
  set: (outline: readonly number[]) => void;
}) {
  const { outline, number, set } = props;
  const { minX, minY, maxX, maxY } = boxOfPolygon(outline);
  const map = (x: (value: number) => number, y: (value: number) => number) =>
    set(outline.map((value, i) => Math.round((i % 2 === 0 ? x(value) : y(value)) * 10) / 10));
  const same = (value: number) => value;
  const [width, height] = [Math.max(0.1, maxX - minX), Math.max(0.1, maxY - minY)];
  return (
    <>
      {number("x", minX, [-1e5, 1e5], (to) => map((x) => x + to - minX, same))}
      {number("y", minY, [-1e5, 1e5], (to) => map(same, (y) => y + to - minY))}
      {number("width", width, [1, 1e5], (to) => map((x) => minX + ((x - minX) * to) / width, same))}
      {number("height", height, [1, 1e5], (to) => map(same, (y) => minY + ((y - minY) * to) / height))}
    </>
  );
}
