import { sharedFile } from "../lib/platform/testing/shared-file.ts";

/** A real theatre's plan, 2,885 seats. */
export const BENEDUM_FILE = sharedFile("venues/benedum-center.csv");
