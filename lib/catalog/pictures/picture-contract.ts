import { z } from "zod";

export const pictureHash = z.string().regex(/^[0-9a-f]{64}$/, "must be the id of a picture");

export const pictureWire = z
  .object({
    id: pictureHash.meta({ description: "The SHA-256 of its bytes as they are kept." }),
    url: z.string().meta({ description: "Where it is served as WebP; cached for ever." }),
    width: z.int(),
    height: z.int(),
  })
  .meta({ id: "Picture" });
export type PictureWire = z.infer<typeof pictureWire>;
