import { median } from "../geometry.ts";
import { chooseSeats } from "./choose-seats.ts";
import { findBlobs } from "./find-blobs.ts";
import { findRows } from "./find-rows.ts";
import { type DetectedSeats, type DetectionStep, PICTURE_PIXELS_MAX, type Picture } from "./picture.ts";

/**
 * Finds the seats in a picture of a hall: discs, squares and rounded squares of about one size, in any colours, with or without
 * borders and numbers, on light or dark ground. Rows, straight or curved, and sections follow from how the seats stand. Pure; a large
 * picture takes a few seconds, so pages run it in a worker.
 * Throws a RangeError for a picture of more than 40 million pixels or with less data than its size says, and where a person pointed at
 * something that cannot be a seat.
 */
export function detectSeats(picture: Picture, onStep: (step: DetectionStep) => void = () => {}): DetectedSeats {
  const pixels = picture.width * picture.height;
  if (pixels > PICTURE_PIXELS_MAX)
    throw new RangeError(`has more than ${PICTURE_PIXELS_MAX / 1_000_000} million pixels`);
  if (picture.data.length < 4 * pixels) throw new RangeError("has less data than its size says");
  const areas = findBlobs(picture, onStep);
  onStep({ step: "seats", done: 0 });
  const seats = chooseSeats({ ...areas, width: picture.width }, picture.seatAt);
  onStep({ step: "rows", done: 0 });
  const { pitch, sections } = findRows(seats);
  const size = median(
    seats.map((seat) => seat.size),
    0,
  );
  return { pitch, size, count: seats.length, sections };
}
