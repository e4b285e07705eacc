import { z } from "zod";

export const pictureHash = z.string().regex(/^[0-9a-f]{64}$/, "must be the id of a picture");

/** The largest upload. A photograph of a camera has 5 to 15 MB. */
export const PICTURE_UPLOAD_BYTES_MAX = 20 * 1024 * 1024;

/** Why a file is refused as a picture. */
export const PICTURE_TROUBLES = ["empty", "pdf", "svg", "other_type", "too_many_pixels", "broken"] as const;

/** The widths in pixels that pages may ask for besides the whole picture. */
export const PICTURE_WIDTHS = [320, 640, 1_280] as const;

export const pictureQuery = z.object({
  w: z
    .enum(PICTURE_WIDTHS.map(String) as [string, ...string[]])
    .optional()
    .meta({ description: "At least this wide, where the picture is." }),
  as: z.literal("jpeg").optional().meta({ description: "As JPEG, at most 1,280 wide, for programs without WebP." }),
});

export const pictureWire = z
  .object({
    id: pictureHash.meta({ description: "The SHA-256 of its bytes as they are kept." }),
    url: z.string().meta({ description: "Where it is served as WebP; cached for ever." }),
    width: z.int(),
    height: z.int(),
  })
  .meta({ id: "Picture" });
export type PictureWire = z.infer<typeof pictureWire>;
