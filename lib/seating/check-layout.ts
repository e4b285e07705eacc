import { cleanText } from "#lib/platform/clean-text";
import { lookAlikeKey } from "#lib/platform/look-alike-key";
import { type Layout, type Row, SEAT_KINDS, type SeatView, type Section } from "./layout.ts";
import { seatIdsOf, unfoldIds } from "./seat-ids.ts";

/** The largest hall that is accepted; the biggest stadiums hold about 115,000. */
export const LAYOUT_PLACES_MAX = 200_000;
/** The largest body that names seats: by its id every seat of the largest hall, in bytes. */
export const SEAT_LIST_BYTES_MAX = 2 * 1024 * 1024;

/** The longest name of a hall, which stands in titles and addresses of pages. */
export const LAYOUT_NAME_MAX = 80;

/** The longest name of a section, row, seat or category. */
const LABEL_MAX = 80;

/** The longest reason of a restricted view. */
export const REASON_MAX = 200;

/** The longest description of a view from seats, in each language. */
export const VIEW_ALT_MAX = 300;

/** More sections than any hall has; comparing each with each stays fast. */
export const LAYOUT_SECTIONS_MAX = 1_000;

/**
 * The problems of a layout, each beginning with the place; empty when it may be published. Checked before
 * anything is stored: column arrays agree, capacities add up, numbers are finite, categories exist, every seat of a
 * section has a name that no other looks like, names are normalized, outlines are polygons.
 */
export function checkLayout(layout: Layout): string[] {
  const problems: string[] = [];
  if (layout.name.trim() === "") problems.push("name: is empty");
  checkName(layout.name, LAYOUT_NAME_MAX, "name", problems);
  for (const [key, value] of [
    ["width", layout.width] as const,
    ["height", layout.height] as const,
    ["pitch", layout.pitch] as const,
  ]) {
    if (!(Number.isFinite(value) && value > 0)) problems.push(`${key}: is not a positive number`);
  }
  if (!layout.focal.every(Number.isFinite)) problems.push("focal: is not a finite point");
  checkCategories(layout, problems);
  checkFloors(layout, problems);
  if (layout.sections.length === 0) problems.push("sections: there is none");
  if (layout.sections.length > LAYOUT_SECTIONS_MAX) {
    problems.push(`sections: ${layout.sections.length}, at most ${LAYOUT_SECTIONS_MAX} are accepted`);
  }
  const names = new Set<string>();
  let places = 0;
  layout.sections.forEach((section, i) => {
    const where = `sections[${i}] (${section.name})`;
    if (section.name.trim() === "") problems.push(`${where}: has no name`);
    checkName(section.name, LABEL_MAX, where, problems);
    const looks = lookAlikeKey(section.name);
    if (names.has(looks)) problems.push(`${where}: another section has the same name or one that looks like it`);
    names.add(looks);
    places += section.capacity;
    checkSection(section, layout.categories.length, where, problems);
  });
  if (places === 0) problems.push("sections: there is no place in any of them");
  if (places > LAYOUT_PLACES_MAX)
    problems.push(`sections: ${places} places, at most ${LAYOUT_PLACES_MAX} are accepted`);
  if (layout.seatIds) checkIds(unfoldIds(layout.seatIds), places, problems);
  const { positionOf } = seatIdsOf(layout);
  for (const id of (layout.companions ?? []).flat()) {
    if (positionOf(id) === 0) problems.push(`companions: there is no seat ${id}`);
  }
  return problems;
}

function checkIds(ids: readonly number[], places: number, problems: string[]): void {
  if (ids.length !== places) problems.push(`seatIds: ${ids.length} ids of ${places} seats`);
  if (new Set(ids).size !== ids.length) problems.push("seatIds: two seats have the same id");
  if (!ids.every((id) => Number.isInteger(id) && id >= 1)) problems.push("seatIds: an id is not a whole number from 1");
}

function checkCategories({ categories }: Layout, problems: string[]): void {
  if (categories.length === 0) problems.push("categories: there is none");
  if (categories.length > 0 && categories.every(({ sold }) => sold === false))
    problems.push("categories: none is for sale");
  const names = new Set<string>();
  categories.forEach(({ name }, i) => {
    if (name.trim() === "") problems.push(`categories[${i}]: has no name`);
    checkName(name, LABEL_MAX, `categories[${i}]`, problems);
    if (names.has(lookAlikeKey(name))) problems.push(`categories[${i}]: another one looks like ${name}`);
    names.add(lookAlikeKey(name));
  });
}

function checkFloors({ floors = [], sections, decor }: Layout, problems: string[]): void {
  for (const [i, name] of floors.entries()) checkName(name, LABEL_MAX, `floors[${i}]`, problems);
  for (const { floor } of [...sections, ...decor]) {
    if (floor !== undefined && !isIndex(floor, floors.length)) problems.push(`floors: there is no floor ${floor}`);
  }
}

/** Names are shown on pages, tickets and mails as they stand. */
function checkName(name: string, max: number, where: string, problems: string[]): void {
  if (name.length > max) problems.push(`${where}: has more than ${max} characters`);
  if (cleanText(name) !== name) problems.push(`${where}: has invisible characters or blanks at its ends`);
}

function checkSection(section: Section, categoryCount: number, where: string, problems: string[]): void {
  if (!isIndex(section.category, categoryCount)) problems.push(`${where}: category ${section.category} does not exist`);
  if (!Number.isInteger(section.capacity) || section.capacity < 0)
    problems.push(`${where}: capacity is not a whole number`);
  if (!section.label.every(Number.isFinite)) problems.push(`${where}: label is not a finite point`);
  const outline = section.outline;
  if (outline.length < 6 || outline.length % 2 !== 0 || !outline.every(Number.isFinite)) {
    problems.push(`${where}: outline is not a polygon`);
  }
  if (section.entrance !== undefined) checkName(section.entrance, LABEL_MAX, `${where} entrance`, problems);
  checkView(section.view, where, problems);
  if (section.kind === "standing") {
    if (section.rows.length > 0) problems.push(`${where}: a standing section has no rows`);
    return;
  }
  const seats = new Set<string>();
  let count = 0;
  section.rows.forEach((row, r) => {
    const at = `${where} row ${row.label || r}`;
    checkRow(row, categoryCount, at, problems);
    count += row.numbers.length;
    checkName(row.label, LABEL_MAX, at, problems);
    for (const number of row.numbers) {
      checkName(number, LABEL_MAX, at, problems);
      const key = JSON.stringify([lookAlikeKey(row.label), lookAlikeKey(number)]);
      if (seats.has(key)) problems.push(`${at}: seat ${number} stands there twice`);
      seats.add(key);
    }
  });
  if (count !== section.capacity)
    problems.push(`${where}: capacity is ${section.capacity} but its rows have ${count} seats`);
}

function checkRow(row: Row, categoryCount: number, where: string, problems: string[]): void {
  const length = row.numbers.length;
  if (length === 0) problems.push(`${where}: has no seats`);
  if (row.x.length !== length || row.y.length !== length)
    problems.push(`${where}: has ${length} numbers, ${row.x.length} x and ${row.y.length} y`);
  if (!row.x.every(Number.isFinite) || !row.y.every(Number.isFinite))
    problems.push(`${where}: a coordinate is not finite`);
  if (row.numbers.some((number) => number.trim() === "")) problems.push(`${where}: a seat has no number`);
  if (row.categories !== undefined) {
    if (row.categories.length !== length)
      problems.push(`${where}: has ${length} seats and ${row.categories.length} categories`);
    if (row.categories.some((category) => !isIndex(category, categoryCount)))
      problems.push(`${where}: a category does not exist`);
  }
  checkMarks(row, where, problems);
  checkView(row.view, where, problems);
  if (row.kinds !== undefined) {
    if (row.kinds.length !== length) problems.push(`${where}: has ${length} seats and ${row.kinds.length} kinds`);
    if ([...row.kinds].some((letter) => !Object.hasOwn(SEAT_KINDS, letter)))
      problems.push(`${where}: a kind is unknown`);
  }
}

/** What the designer says of single seats. */
function checkMarks({ numbers, features = {}, reasons = [], quality }: Row, where: string, problems: string[]): void {
  const positions = [...Object.values(features).flat(), ...reasons.flatMap(({ seats }) => seats)];
  if (!positions.every((position) => isIndex(position, numbers.length)))
    problems.push(`${where}: a feature or reason is of no seat`);
  for (const { text } of reasons) checkName(text, REASON_MAX, `${where} reason`, problems);
  if (quality === undefined) return;
  if (quality.length !== numbers.length || !quality.every((value) => Number.isInteger(value) && Math.abs(value) <= 100))
    problems.push(`${where}: the qualities are not one a seat from -100 to 100`);
}

function checkView(view: SeatView | undefined, where: string, problems: string[]): void {
  if (view === undefined) return;
  if (!/^[0-9a-f]{64}$/.test(view.picture)) problems.push(`${where}: its view is not the id of a picture`);
  for (const text of Object.values(view.alt)) checkName(text ?? "", VIEW_ALT_MAX, `${where} view`, problems);
}

function isIndex(value: number, length: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < length;
}
